/** The same document has the same bytes whenever it is written: days in a package tell nothing that is not in the document. */
const day = '2000-01-01T00:00:00Z';
const dosTime = 0;
const dosDate = (20 << 9) | (1 << 5) | 1;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The properties of a document, in place of those that hold the moment of writing. */
export const coreProperties = (title: string) => ({
  path: 'docProps/core.xml',
  data:
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"' +
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escaped(title)}</dc:title><dc:creator>Gongxu 产教供需</dc:creator>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${day}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${day}</dcterms:modified></cp:coreProperties>`,
});

/** Writes one moment into all entries of a package: local headers and the directory hold it uncompressed. */
export function withoutMoment(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - 22; // packages of ours have no comment
  let at = view.getUint32(end + 16, true);
  for (let i = view.getUint16(end + 10, true); i > 0; i--) {
    const local = view.getUint32(at + 42, true);
    for (const moment of [at + 12, local + 10]) {
      view.setUint16(moment, dosTime, true);
      view.setUint16(moment + 2, dosDate, true);
    }
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}

/** Characters that XML 1.0 cannot hold. */
const unstorable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A text as a document can hold it: halves of characters replaced, control characters left out, line ends as blanks. */
export const storable = (text: string): string =>
  text
    .toWellFormed()
    .replace(unstorable, '')
    .replaceAll(/[\r\n\t]+/g, ' ');

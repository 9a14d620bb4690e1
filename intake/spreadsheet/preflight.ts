import { SpreadsheetError, suspiciousFile } from './errors.ts';
import { spreadsheetLimits, type SpreadsheetLimits } from './limits.ts';
import { readDirectory, type ZipEntry } from './zip-directory.ts';

export type SpreadsheetFormat = 'xlsx' | 'csv';
export interface Preflight {
  readonly format: SpreadsheetFormat;
  /** Parts of the package; none of a CSV. */
  readonly entries: readonly ZipEntry[];
}

const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const zipMagic = Buffer.from('PK');
const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);
/** Beginnings of what is often sent by mistake. */
const others: readonly (readonly [string, string])[] = [
  ['%PDF', 'PDF'],
  ['{\\rtf', 'RTF'],
  ['\x89PNG', 'PNG'],
  ['Rar!', 'RAR'],
  ['7z\xbc\xaf', '7z'],
  ['\xff\xd8\xff', 'JPEG'],
];

/** Tables written as a web page, or as the XML of Excel 2003. */
const webPage = /^[\s\xef\xbb\xbf]*<(?:!doctype html|html|head|meta|table|\?xml)/i;

/**
 * Looks at the outside of a file before anything reads it: size, kind, and the directory of the package. Takes a few milliseconds.
 *
 * @param filename as it was uploaded; its ending has to be true
 * @throws SpreadsheetError
 */
export function preflight(bytes: Buffer, filename: string, limits: SpreadsheetLimits = spreadsheetLimits): Preflight {
  if (bytes.length === 0) throw new SpreadsheetError('empty', '文件是空的：请检查选的是不是要上传的文件', 'The file is empty: choose the file that is meant');
  const ending = /\.([a-z0-9]+)$/i.exec(filename.trim())?.[1]?.toLowerCase() ?? '';
  if (bytes.subarray(0, 8).equals(ole))
    throw new SpreadsheetError(
      'old_or_encrypted',
      '旧版 .xls 或加密文件：请另存为未加密的 .xlsx 后重新上传',
      'This is an old .xls or an encrypted file: save it as an .xlsx without a password',
    );
  const format = bytes.subarray(0, 2).equals(zipMagic) ? 'xlsx' : 'csv';
  const other = others.find(([magic]) => bytes.subarray(0, magic.length).equals(Buffer.from(magic, 'latin1')));
  if (format === 'csv' && webPage.test(bytes.subarray(0, 2_048).toString('latin1')))
    throw new SpreadsheetError(
      'not_a_spreadsheet',
      '这是网页格式的表格（一些系统导出的 .xls 其实是网页）：请在表格软件中打开，另存为 .xlsx 后重新上传',
      'This is a table written as a web page, as some systems export .xls: open it in a spreadsheet program and save it as .xlsx',
    );
  if (other)
    throw new SpreadsheetError('not_a_spreadsheet', `这是 ${other[1]} 文件：请上传 .xlsx 或 .csv`, `This is a ${other[1]} file: upload an .xlsx or a .csv`);
  const entries = format === 'xlsx' ? checkPackage(bytes, limits) : [];
  if (ending !== format && !(format === 'csv' && ending === 'txt'))
    throw new SpreadsheetError(
      'extension',
      `文件名以 .${ending} 结尾，内容却是${format === 'xlsx' ? ' xlsx 工作簿' : '文本'}：请用正确的文件重新上传`,
      `The name ends in .${ending} but the content is ${format === 'xlsx' ? 'an xlsx workbook' : 'text'}: upload the right file`,
    );
  const limit = format === 'xlsx' ? limits.xlsxBytes : limits.csvBytes;
  if (bytes.length > limit)
    throw new SpreadsheetError(
      'too_large',
      `文件 ${megabytes(bytes.length)} MB，超过 ${megabytes(limit)} MB：请分成几份上传`,
      `The file has ${megabytes(bytes.length)} MB, more than ${megabytes(limit)} MB: upload it in parts`,
    );
  return { format, entries };
}

function checkPackage(bytes: Buffer, limits: SpreadsheetLimits): ZipEntry[] {
  const entries = readDirectory(bytes);
  if (entries.length > limits.entries) throw suspiciousFile(`压缩包内有 ${entries.length} 个文件`, `The package holds ${entries.length} parts`);
  if (entries.some(({ name }) => /^xl\/workbook\.bin$/i.test(name)))
    throw new SpreadsheetError(
      'not_a_spreadsheet',
      '这是二进制工作簿 .xlsb：请另存为 .xlsx 后重新上传',
      'This is a binary workbook, .xlsb: save it as .xlsx and upload that',
    );
  const names = new Set<string>();
  let total = 0;
  for (const { name, encrypted, size, packed, method } of entries) {
    if (encrypted) throw new SpreadsheetError('old_or_encrypted', '文件已加密：请取消密码后重新上传', 'The file is encrypted: remove its password');
    if (/^[/\\]|(^|[/\\])\.\.([/\\]|$)|^[a-z]:|\0/i.test(name))
      throw suspiciousFile('压缩包内的路径异常', `A part of the package has the path ${JSON.stringify(name.slice(0, 60))}, which leaves it`);
    if (names.has(name.toLowerCase())) throw suspiciousFile('压缩包内有同名文件', `Part ${name.slice(0, 60)} of the package is there twice`);
    if (/vbaproject\.bin$|^xl\/macrosheets\//i.test(name))
      throw new SpreadsheetError('macros', '文件含有宏：请另存为不含宏的 .xlsx 后重新上传', 'The file holds macros: save it as an .xlsx without them');
    if (method !== 0 && method !== 8) throw suspiciousFile('压缩方式异常', `Part ${name.slice(0, 60)} of the package is packed in an unusual way (${method})`);
    total += size;
    if (size > limits.partBytes || total > limits.totalBytes || (size > 1_048_576 && size > packed * limits.ratio))
      throw suspiciousFile('解压后的内容异常地大', `Part ${name.slice(0, 60)} of the package unpacks from ${packed} to ${size} bytes`);
    names.add(name.toLowerCase());
  }
  if (!names.has('[content_types].xml') || ![...names].some((name) => name.startsWith('xl/')))
    throw new SpreadsheetError(
      'not_a_spreadsheet',
      '这不是 xlsx 工作簿：请在表格软件中另存为 .xlsx 或 .csv 后上传',
      'This is no xlsx workbook: save it as .xlsx or .csv and upload that',
    );
  return entries;
}

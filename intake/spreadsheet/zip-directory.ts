import { inflateRawSync } from 'node:zlib';
import { damagedFile, suspiciousFile } from './errors.ts';

/** One file of a package, as the central directory tells it. Sizes in bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const zip64 = 0xffffffff;

/** Reads the central directory, and nothing else of the package. */
export function readDirectory(bytes: Buffer): ZipEntry[] {
  let end = bytes.length - 22;
  while (end >= Math.max(0, bytes.length - 65_557) && bytes.readUInt32LE(end) !== endSignature) end--;
  if (end < Math.max(0, bytes.length - 65_557)) throw damagedFile('the package needs a central directory, got none');
  const count = bytes.readUInt16LE(end + 10);
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entrySignature) throw damagedFile(`the package needs ${count} directory entries, got ${i}`);
    const [nameLength, extra, comment] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    const [packed, size, offset] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 42)];
    // files of this size do not need the 64-bit fields, and what uses them wants to hide a number
    if (packed === zip64 || size === zip64 || offset === zip64) throw damagedFile('the package needs 32-bit sizes, got ZIP64');
    entries.push({
      ...{ name: bytes.toString('utf8', at + 46, at + 46 + nameLength), method: bytes.readUInt16LE(at + 10) },
      ...{ encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1, packed, size, offset },
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

/** The packed bytes of an entry. */
export function packedBytes(bytes: Buffer, { name, offset, packed }: ZipEntry): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== localSignature) throw damagedFile(`part ${name} needs a local header, got none`);
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + packed > bytes.length) throw damagedFile(`part ${name} needs ${packed} bytes, the file ends before`);
  return bytes.subarray(start, start + packed);
}

/** A whole part, never more of it than the directory declares. */
export function unpack(bytes: Buffer, entry: ZipEntry): Buffer {
  const packed = packedBytes(bytes, entry);
  if (entry.method === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw lyingHeader(entry);
    throw damagedFile(`part ${entry.name} cannot be unpacked`, cause);
  }
}
export const lyingHeader = ({ name, size }: ZipEntry) =>
  suspiciousFile('文件的实际内容大于其自述大小', `Part ${name} of the package declares ${size} bytes and holds more`);

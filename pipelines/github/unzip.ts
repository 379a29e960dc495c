import { inflateRawSync } from 'node:zlib';

/**
 * The text of the files in a ZIP archive whose names match. Reads the format of GitHub's artifact service: no ZIP64, no
 * encryption.
 */
export function unzipTexts(zip: Buffer, isWanted: (name: string) => boolean): ReadonlyMap<string, string> {
  const entries = entriesOf(zip).filter(({ name }) => isWanted(name));
  return new Map(entries.map((entry) => [entry.name, contentOf(zip, entry).toString('utf8')]));
}

type Entry = {
  readonly name: string;
  readonly method: number;
  readonly compressedSize: number;
  readonly headerOffset: number;
};

/** A plan of 50,000 changes takes about 40 MB; more than this is a decompression bomb. */
const MAX_SIZE = 256 * 1024 * 1024;

// Signatures and offsets: APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/** Reads the central directory, which always has the sizes; the local headers may not. */
function entriesOf(zip: Buffer): readonly Entry[] {
  const end = endOffset(zip);
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new Error('the central directory of the ZIP archive is broken');
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      compressedSize: zip.readUInt32LE(at + 20),
      headerOffset: zip.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function endOffset(zip: Buffer): number {
  for (let at = zip.length - 22; at >= 0; at -= 1) if (zip.readUInt32LE(at) === END) return at;
  throw new Error('this is no ZIP archive');
}

function contentOf(zip: Buffer, { method, compressedSize, headerOffset }: Entry): Buffer {
  const start = headerOffset + 30 + zip.readUInt16LE(headerOffset + 26) + zip.readUInt16LE(headerOffset + 28);
  const content = zip.subarray(start, start + compressedSize);
  if (method === STORED) return content;
  if (method === DEFLATED) return inflateRawSync(content, { maxOutputLength: MAX_SIZE });
  throw new Error(`the ZIP archive uses compression method ${method}`);
}

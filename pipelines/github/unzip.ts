import { strFromU8, unzipSync } from 'fflate';

/** A plan of 50,000 changes takes about 40 MB; more than this is a decompression bomb. */
const MAX_SIZE = 256 * 1024 * 1024;

/**
 * The files of a ZIP archive whose names match, as text.
 * @throws Error if it is no archive, or if a file is larger than any plan
 */
export function unzipTexts(zip: Buffer, isWanted: (name: string) => boolean): ReadonlyMap<string, string> {
  const files = unzip(zip, (name, size) => {
    if (!isWanted(name)) return false;
    if (size <= MAX_SIZE) return true;
    throw new Error(`a file in the ZIP archive is larger than ${MAX_SIZE} bytes`);
  });
  return new Map(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

type Filter = (name: string, size: number) => boolean;

function unzip(zip: Buffer, isWanted: Filter): ReturnType<typeof unzipSync> {
  try {
    return unzipSync(zip, { filter: ({ name, originalSize }) => isWanted(name, originalSize) });
  } catch (cause) {
    const isFormat = cause instanceof Error && 'code' in cause;
    throw isFormat ? new Error('this is no ZIP archive that can be read', { cause }) : cause;
  }
}

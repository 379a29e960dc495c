import { chmodSync, closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

export type Appender = {
  readonly append: (lines: readonly string[]) => void;
  /** Resolves when everything appended so far is on disk. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The file is rewritten when at least this much was appended, and more than it held before. */
const MIN_COMPACTION_BYTES = 8 * 1024 * 1024;

/**
 * Appends lines to a file in batches: what is appended while one batch is being written and synchronized forms the
 * next. `snapshot` returns the lines that represent everything so far.
 */
export function createAppender(path: string, snapshot: () => readonly string[]): Appender {
  let snapshotBytes = replaceFile(path, snapshot());
  let appendedBytes = 0;
  let file: Promise<FileHandle> = open(path, 'a', 0o600);
  let queue: string[] = [];
  let last = Promise.resolve();
  let waiting: Promise<void> | undefined;

  const write = async () => {
    waiting = undefined;
    const text = queue.join('');
    queue = [];
    const handle = await file;
    await handle.appendFile(text);
    await handle.datasync();
    appendedBytes += Buffer.byteLength(text);
    if (appendedBytes > Math.max(MIN_COMPACTION_BYTES, snapshotBytes)) await compact(handle);
  };
  const compact = async (handle: FileHandle) => {
    // The snapshot covers the lines queued by now. Writing them again is harmless: they record the same state.
    snapshotBytes = replaceFile(path, snapshot());
    appendedBytes = 0;
    file = open(path, 'a', 0o600);
    await handle.close();
  };
  const flush = () => {
    if (queue.length === 0) return last;
    if (waiting === undefined) {
      waiting = last.then(write);
      last = waiting;
    }
    return waiting;
  };
  return {
    append: (lines) => void queue.push(...lines),
    flush,
    async close() {
      await flush();
      await (await file).close();
    },
  };
}

/** Writes a file beside the old one and puts it in its place. Returns its size in bytes. */
function replaceFile(path: string, lines: readonly string[]): number {
  const text = lines.join('');
  const temporary = `${path}.new`;
  const file = openSync(temporary, 'w', 0o600);
  chmodSync(temporary, 0o600);
  writeFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(temporary, path);
  syncFolder(dirname(path));
  return Buffer.byteLength(text);
}

/** Makes the rename last. Windows can't open a folder. */
function syncFolder(folder: string) {
  if (process.platform === 'win32') return;
  const directory = openSync(folder, 'r');
  fsyncSync(directory);
  closeSync(directory);
}

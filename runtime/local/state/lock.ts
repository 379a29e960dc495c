import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Locks a file for this process; returns a function that releases it. Takes over the lock of a process that has ended.
 */
export function takeLock(path: string, subject: string): () => void {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      const owner = Number(readFileSync(path, 'utf8'));
      if (isRunning(owner)) throw new Error(inUse(path, subject, owner), { cause: error });
      rmSync(path, { force: true });
    }
  }
  throw new Error(`${subject} is in use.`);
}

/** A process that ended and was not waited for still counts as running. */
function inUse(path: string, subject: string, owner: number): string {
  return `${subject} is in use by process ${owner}; wait until it ends, or, if it is none of Keywright's, remove ${path}.`;
}

const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

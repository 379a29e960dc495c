import { Session } from 'node:inspector/promises';

/** How often a function was called, by the end of its file's path and its name. */
export type Calls = (file: string, name: string) => number;

/** Runs `work` and counts calls with V8's own coverage. */
export async function countCalls(work: () => unknown): Promise<Calls> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  try {
    await work();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    return (file, name) =>
      result
        .filter(({ url }) => url.endsWith(file))
        .flatMap(({ functions }) => functions.filter(({ functionName }) => functionName === name))
        .reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0);
  } finally {
    session.disconnect();
  }
}

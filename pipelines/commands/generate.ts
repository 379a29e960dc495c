import { exampleFolder } from '../../generators/kubernetes/example-folder.ts';
import { generators } from '../../generators/list.ts';
import type { StaleFile } from '../../schemas/types.ts';
import { isBlocking, type LoadedEstate, loadEstate } from '../declarations/estate.ts';
import { assemble, type GenerateResult, generate as generateFiles } from '../generate/generate.ts';
import { compareFiles, type Difference, toStaleFile } from '../generate/stale-files.ts';
import { writeFiles } from '../generate/write.ts';
import type { Command, Io } from '../io/io.ts';
import { makeReport } from '../reports/make-report.ts';
import type { generateOptions } from './options/declarations.ts';
import { renderReport } from './render-report.ts';

/** Writes the generated files; with --check, only reports which are stale. */
export const generate: Command<typeof generateOptions> = async ({ global, options }, io) => {
  const loaded = loadEstate(global.root);
  const report = (findings: GenerateResult['findings'], stale: readonly StaleFile[] = []) =>
    renderReport(makeReport('generate', loaded, findings, stale), global.format, io);
  const blocking = loaded.findings.filter(isBlocking);
  if (blocking.length > 0) return report(blocking);
  const outputs = [manifests(loaded), ...(options.exampleWorkload ? [await examples(loaded)] : [])];
  const findings = outputs.flatMap((output) => output.findings);
  if (findings.length > 0) return report(findings);
  const files = outputs.flatMap((output) => output.files);
  const folders = outputs.flatMap((output) => output.folders);
  const differences = compareFiles(global.root, files, loaded.estate, folders);
  if (options.check) return report([], differences.map(toStaleFile));
  writeFiles(global.root, differences);
  sayWhatChanged(differences, io);
  return report([], differences.filter(({ reason }) => reason === 'foreign').map(toStaleFile));
};

type Output = GenerateResult & { readonly folders: readonly string[] };

function manifests({ estate }: LoadedEstate): Output {
  return { ...generateFiles(estate), folders: generators.map(({ folder }) => folder) };
}

/** Loaded only on request: cdk8s-plus takes longer to load than everything else. */
async function examples({ estate }: LoadedEstate): Promise<Output> {
  const { exampleWorkloads } = await import('../../generators/kubernetes/example-workloads.ts');
  return { ...assemble([exampleWorkloads(estate)], estate), folders: [exampleFolder] };
}

const done: { readonly [reason in StaleFile['reason']]: string } = {
  missing: 'wrote',
  changed: 'rewrote',
  'hand-edited': 'undid an edit by hand of',
  obsolete: 'removed',
  foreign: 'left alone',
};

function sayWhatChanged(differences: readonly Difference[], io: Io): void {
  io.prose(differences.map(({ path, reason }) => `${done[reason]} ${path}\n`).join(''));
}

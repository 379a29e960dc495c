import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { SourceFile } from '../../../schemas/types.ts';
import { assembleEstate, type LoadedEstate, loadEstate } from '../../declarations/estate.ts';
import { DECLARATIONS_FOLDER } from '../../declarations/read.ts';
import { CommandError } from '../../io/command-error.ts';
import { EXIT, type Invocation, type Io } from '../../io/io.ts';
import { fixFiles } from '../../lint/fix/fix-files.ts';
import { lintManifests } from '../../lint/lint-manifests.ts';
import { type LeftAlone, parseManifests } from '../../manifests/parse-manifests.ts';
import { readManifests } from '../../manifests/read-manifests.ts';
import { makeReport } from '../../reports/make-report.ts';
import { count } from '../../reports/summary.ts';
import type { lintOptions } from '../options/declarations.ts';
import { finishLint } from './finish.ts';
import { printDiffs, writeFixed } from './write-fixed.ts';

/** Lints Kubernetes manifests from any source. If declarations are found nearby, their policy and secrets apply. */
export function lintManifestsCommand(given: string, invocation: Invocation<typeof lintOptions>, io: Io): number {
  const { root } = invocation.global;
  const { estate } = existsSync(join(root, DECLARATIONS_FOLDER)) ? loadEstate(root) : NOTHING_DECLARED;
  const now = io.now();
  const lintFiles = (files: readonly SourceFile[]) => lintManifests({ files, ...parseManifests(files), estate, now });
  let files = readFrom(root, given, io);
  if (invocation.options.fix) {
    const fixed = fixFiles(files, lintFiles);
    if (invocation.options.dryRun) {
      printDiffs(files, fixed, io);
      return EXIT.ok;
    }
    writeFixed(root, fixed, io);
    files = fixed.files;
  }
  const parsed = parseManifests(files);
  tellLeftAlone(parsed.leftAlone, parsed.manifests.length, io);
  const findings = lintManifests({ files, ...parsed, estate, now });
  const reported = { files, documents: parsed.documents, estate: { secrets: [], environments: [] } };
  return finishLint(makeReport('lint', reported, findings), invocation, io);
}

const NOTHING_DECLARED: LoadedEstate = assembleEstate([]);

function readFrom(root: string, given: string, io: Io): readonly SourceFile[] {
  const path = resolve(io.cwd, given);
  if (!existsSync(path)) throw new CommandError(`--manifests: there is no ${given}.`, EXIT.usage);
  return readManifests(root, relative(root, path).replaceAll('\\', '/') || '.');
}

function tellLeftAlone({ otherDocuments, helmTemplates, patches }: LeftAlone, looked: number, io: Io): void {
  const left = [
    ...(otherDocuments > 0 ? [`${count(otherDocuments, 'document')} of other kinds`] : []),
    ...(helmTemplates.length > 0 ? [`${count(helmTemplates.length, 'template')} (${listed(helmTemplates)})`] : []),
    ...(patches.length > 0
      ? [`${count(patches.length, 'Kustomize patch', 'Kustomize patches')} (${listed(patches)})`]
      : []),
  ];
  const alone = left.length > 0 ? ` Left alone: ${left.join('; ')}.` : '';
  io.prose(`Looked at ${count(looked, 'manifest')}.${alone}\n`);
}

/** The paths, or the first few of a long list. */
function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 5).join(', ');
  return paths.length > 5 ? `${shown} and ${paths.length - 5} more` : shown;
}

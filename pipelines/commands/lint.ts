import { loadEstate } from '../declarations/estate.ts';
import { CommandError } from '../io/command-error.ts';
import { type Command, EXIT, type Invocation } from '../io/io.ts';
import { lint as lintEstate } from '../lint/lint.ts';
import { makeReport } from '../reports/make-report.ts';
import { finishLint } from './lint/finish.ts';
import type { lintOptions } from './options/declarations.ts';

/**
 * Validates and lints the declarations, or with --manifests existing Kubernetes manifests. Can fix findings, or waive
 * all current ones.
 */
export const lint: Command<typeof lintOptions> = async (invocation, io) => {
  const { options } = invocation;
  refuseCombinations(options);
  if (options.manifests !== undefined) {
    return (await import('./lint/manifests.ts')).lintManifestsCommand(options.manifests, invocation, io);
  }
  if (options.fix) return (await import('./lint/fix.ts')).fixEstate(invocation, io);
  if (options.baseline) return (await import('./lint/baseline.ts')).writeBaseline(invocation, io);
  const loaded = loadEstate(invocation.global.root);
  const findings = lintEstate({ ...loaded, now: io.now() });
  return finishLint(makeReport('lint', loaded, findings), invocation, io);
};

function refuseCombinations({ fix, dryRun, baseline, manifests }: Invocation<typeof lintOptions>['options']): void {
  if (dryRun && !fix) throw new CommandError('--dry-run goes with --fix.', EXIT.usage);
  if (baseline && (fix || manifests !== undefined)) {
    throw new CommandError('--baseline goes without --fix and --manifests.', EXIT.usage);
  }
}

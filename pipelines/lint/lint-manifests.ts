import type { DesiredSecret, Document, Estate, Finding, SourceFile } from '../../schemas/types.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { manifestShapeProblems } from '../manifests/validate-manifest.ts';
import { prepareRules, type Run } from '../rules/context.ts';
import { rules as allRules } from '../rules/list.ts';
import { NO_PROBLEMS, type Rule, type RuleContext } from '../rules/rule.ts';
import { type Found, foundAt } from './found.ts';
import { runSources } from './run-sources.ts';
import { sortFindings } from './sort.ts';
import { applyWaivers } from './waivers.ts';

export type ManifestLintInput = {
  readonly files: readonly SourceFile[];
  readonly documents: readonly Document[];
  readonly manifests: readonly Manifest[];
  /** The findings of `parseManifests`. */
  readonly findings: readonly Finding[];
  /** The declarations next to the manifests, empty if there are none: their policy, waivers and secrets apply. */
  readonly estate: Estate;
  readonly now: Date;
  readonly rules?: readonly Rule[];
};

/** All findings on existing manifests: invalid shapes, and the findings of the rules. */
export function lintManifests(input: ManifestLintInput): readonly Finding[] {
  const { manifests, documents, findings, estate, now, rules = allRules } = input;
  const looked = new Set([...manifests, ...findings].map(({ file }) => file));
  const files = input.files.filter(({ path }) => looked.has(path));
  const runs = prepareRules(rules, estate, now);
  const related = { manifests, desiredByName: byName(estate.desired) };
  const found = [
    ...findings.map((finding) => ({ finding, subjectPointer: finding.pointer })),
    ...runSources(rules, files, documents, estate, now),
    ...manifests.flatMap((manifest) => runs.flatMap((run) => checkManifest(run, manifest, related))),
  ];
  const waived = applyWaivers({
    found,
    estate,
    isPartial: false,
    isUnread: false,
    rules: allRules,
    ran: new Set(),
    now,
  });
  return sortFindings(waived.filter(({ file }) => looked.has(file)));
}

type Related = {
  readonly manifests: readonly Manifest[];
  readonly desiredByName: ReadonlyMap<string, readonly DesiredSecret[]>;
};

function checkManifest(run: Run<RuleContext>, manifest: Manifest, related: Related): readonly Found[] {
  const problems =
    run.rule.id === 'schema'
      ? manifestShapeProblems(manifest)
      : (run.rule.checkManifest?.(manifest, { ...run.context, ...related }) ?? NO_PROBLEMS);
  return problems.map((problem) => foundAt(run, problem, manifest));
}

function byName(desired: readonly DesiredSecret[]): ReadonlyMap<string, readonly DesiredSecret[]> {
  const names = new Map<string, DesiredSecret[]>();
  for (const secret of desired) names.set(secret.name, [...(names.get(secret.name) ?? []), secret]);
  return names;
}

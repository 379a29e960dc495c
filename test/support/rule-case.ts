import { assembleFrom } from '../../pipelines/declarations/estate.ts';
import { parse } from '../../pipelines/declarations/parse.ts';
import { fixFiles } from '../../pipelines/lint/fix/fix-files.ts';
import { lint } from '../../pipelines/lint/lint.ts';
import { lintManifests } from '../../pipelines/lint/lint-manifests.ts';
import { parseManifests } from '../../pipelines/manifests/parse-manifests.ts';
import { locate } from '../../pipelines/reports/locate.ts';
import { byPlace } from '../../pipelines/reports/order.ts';
import { rules } from '../../pipelines/rules/list.ts';
import type { Document, Finding, LocatedFinding, SourceFile } from '../../schemas/types.ts';
import { completeDeclarations, observationsFrom } from './complete.ts';

const NOW = new Date('2026-12-01T12:00:00Z');

/**
 * The findings of one rule on an example: on its declarations, completed with whatever does not matter; on its
 * documents of kind Observed, which give AWS's answers; and on its manifests.
 */
export function findingsOf(ruleId: string, written: SourceFile): readonly LocatedFinding[] {
  const file = { path: written.path, text: lengthen(written.text) };
  const { documents } = parse([file]);
  return byPlace(locate(rawFindingsOf(ruleId, file), [file], documents));
}

/** `xxx…[2049 characters]…xxx` abbreviates a text of that length, so that an example stays readable. */
function lengthen(text: string): string {
  return text.replaceAll(/(.)\1\1…\[(\d+) characters\]…\1\1\1/g, (_, character: string, count: string) =>
    character.repeat(Number(count)),
  );
}

/** The example after the rule's safe fixes. */
export function fixedText(ruleId: string, file: SourceFile): string {
  const lintFiles = (files: readonly SourceFile[]) => files.flatMap((one) => rawFindingsOf(ruleId, one));
  return fixFiles([file], lintFiles).files[0]?.text ?? '';
}

function rawFindingsOf(ruleId: string, file: SourceFile): readonly Finding[] {
  // Whether a waiver is needed can be seen only if the rules that it waives have run.
  const isMeta = rules.find(({ id }) => id === ruleId)?.category === 'waivers';
  const ofRule = isMeta ? rules : rules.filter(({ id }) => id === ruleId);
  const parsed = parse([file]);
  const { declarations, observed } = sortOut(parsed.documents);
  const assembled = assembleFrom({ ...parsed, documents: completeDeclarations(declarations) });
  const observations = observationsFrom(observed, assembled.estate);
  const found = lint({ ...assembled, files: [file], now: NOW, observations, rules: ofRule });
  const manifests = parseManifests([file]);
  const ofManifests = lintManifests({
    ...manifests,
    files: [file],
    findings: [],
    estate: assembled.estate,
    now: NOW,
    rules: ofRule.filter(({ checkSource }) => checkSource === undefined),
  });
  return [...found, ...ofManifests].filter(({ rule, file: path }) => rule === ruleId && path === file.path);
}

function sortOut(documents: readonly Document[]) {
  const kindOf = ({ value }: Document) =>
    typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null;
  const isManifest = ({ value }: Document) =>
    typeof value === 'object' &&
    value !== null &&
    'apiVersion' in value &&
    /\/v1|\/v1beta1/.test(String(value.apiVersion)) &&
    !String(value.apiVersion).startsWith('keywright');
  return {
    observed: documents.filter((document) => kindOf(document) === 'Observed'),
    declarations: documents.filter((document) => kindOf(document) !== 'Observed' && !isManifest(document)),
  };
}

import type { Document, Estate, Finding, SourceFile } from '../../schemas/types.ts';
import { documentOf } from './finding.ts';
import { type Parsed, parse } from './parse.ts';
import { readSources } from './read.ts';
import { resolve } from './resolve.ts';
import { validate } from './validate.ts';

/** The declarations of a repository, as far as they can be read, with the findings of each stage. */
export type LoadedEstate = {
  readonly files: readonly SourceFile[];
  readonly documents: readonly Document[];
  readonly estate: Estate;
  readonly findings: readonly Finding[];
};

/** The first step of every command: reads the declarations under `root` and assembles them. */
export function loadEstate(root: string): LoadedEstate {
  return assembleEstate(readSources(root));
}

/** Parses, validates and resolves. Pure. */
export function assembleEstate(files: readonly SourceFile[]): LoadedEstate {
  return { files, ...assembleFrom(parse(files)) };
}

/** Same as `assembleEstate`, for documents that are already parsed. */
export function assembleFrom(parsed: Parsed): Omit<LoadedEstate, 'files'> {
  const validated = validate(parsed.documents);
  const resolved = resolve(validated.declarations, validated.named);
  return {
    documents: parsed.documents,
    estate: resolved.estate,
    findings: [
      ...parsed.findings,
      ...validated.findings,
      ...withoutConsequences(resolved.findings, validated.findings),
    ],
  };
}

/** Drops findings of the rule `schema` for documents that already have a schema error, which explains them. */
function withoutConsequences(findings: readonly Finding[], refused: readonly Finding[]): readonly Finding[] {
  const broken = new Set(refused.filter(({ rule }) => rule === 'schema').map(documentOf));
  return findings.filter((finding) => finding.rule !== 'schema' || !broken.has(documentOf(finding)));
}

/** Rules whose findings leave the declared state unclear; such findings stop plan, apply, drift and generate. */
const BLOCKING_RULES: ReadonlySet<string> = new Set([
  'yaml-syntax',
  'schema',
  'unknown-reference',
  'duplicate-declaration',
]);

export function isBlocking(finding: Finding): boolean {
  return BLOCKING_RULES.has(finding.rule);
}

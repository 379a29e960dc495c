import { isObject } from '../../schemas/json/object.ts';
import type { Document, Estate, SourceFile } from '../../schemas/types.ts';
import { lineStartsOf, rangeOf } from '../declarations/yaml/lines.ts';
import { type Positions, positionsOf } from '../declarations/yaml/positions.ts';
import { prepareRules, type Run } from '../rules/context.ts';
import type { Rule, RuleContext, SourceProblem } from '../rules/rule.ts';
import { type Found, foundAt } from './found.ts';

/** Runs the rules that look at the text of files, including comments, rather than at the declarations. */
export function runSources(
  rules: readonly Rule[],
  files: readonly SourceFile[],
  documents: readonly Document[],
  estate: Estate,
  now: Date,
): readonly Found[] {
  const runs = prepareRules(
    rules.filter(({ checkSource }) => checkSource !== undefined),
    estate,
    now,
  );
  return files.flatMap((file) =>
    runs.flatMap((run) => {
      const problems = run.rule.checkSource?.(file, run.context) ?? [];
      return problems.length === 0 ? [] : foundInSource(run, problems, file, documents);
    }),
  );
}

/** Gives each problem its own range, and the pointer of the node that holds it, for consumers that use pointers. */
function foundInSource(
  run: Run<RuleContext>,
  problems: readonly SourceProblem[],
  { path, text }: SourceFile,
  documents: readonly Document[],
): readonly Found[] {
  const positions = positionsOf(text);
  const starts = lineStartsOf(text);
  return problems.map(({ start, end, message }) => {
    const { document, pointer } = nodeAt(positions, start);
    const found = foundAt(run, { pointer, message }, { file: path, document, pointer: '' });
    const secret = secretNameOf(documents.find((one) => one.file === path && one.document === document));
    return { ...found, finding: { ...found.finding, secret, range: rangeOf(starts, start, end) } };
  });
}

/** The smallest node around an offset; a comment belongs to the document that contains it. */
function nodeAt(
  positions: readonly Positions[],
  offset: number,
): { readonly document: number; readonly pointer: string } {
  let best = { document: 0, pointer: '', size: Number.POSITIVE_INFINITY };
  positions.forEach((spans, document) => {
    for (const [pointer, { start, end }] of spans) {
      if (pointer === '' && start <= offset) best = { document, pointer, size: Number.POSITIVE_INFINITY };
      else if (start <= offset && offset < end && end - start < best.size)
        best = { document, pointer, size: end - start };
    }
  });
  return best;
}

function secretNameOf(document: Document | undefined): string | null {
  const value = document?.value;
  if (!isObject(value) || value.kind !== 'Secret' || !isObject(value.metadata)) return null;
  return typeof value.metadata.name === 'string' ? value.metadata.name : null;
}

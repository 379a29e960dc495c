import { segmentsOf } from '../../../schemas/json/pointer.ts';
import type { DesiredSecret, SourceFile } from '../../../schemas/types.ts';
import { positionsOf, type Span } from '../../declarations/yaml/positions.ts';
import type { Rule, SourceProblem } from '../rule.ts';

export const literalNotation: Rule = {
  id: 'literal-notation',
  category: 'declarations',
  title: 'A literal without quotes is read as a number or a boolean that is written in another way.',
  severity: { normal: 'warning' },
  fix: 'suggested',
  waivable: true,
  phase: 'check',
  alsoKnownAs: ['yamllint octal-values, float-values'],
  sources: ['https://yaml.org/spec/1.2.2/#103-core-schema'],
  checkSource: (file, { estate }) => {
    if (!SUSPICIOUS.test(file.text)) return [];
    const desired = estate.desired.filter(({ file: path }) => path === file.path);
    return desired.length === 0 ? [] : sourceProblems(file, desired);
  },
};

/**
 * Matches every scalar whose notation is lost in parsing, and few others, so that most files are skipped: leading
 * zeros, 0x and 0o, a plus sign, a leading or trailing decimal point, trailing zeros, an exponent, more digits than a
 * number can hold, True.
 */
const SUSPICIOUS =
  /[\s:](?:[-+]?0[\dxo]|\+[.\d]|-?\.\d|-0(?:[\s,}]|$)|-?\d+\.(?:\d*0)?(?:[\s,}]|$)|-?\d+(?:\.\d+)?[eE]|-?[\d.]{17}|(?:True|TRUE|False|FALSE)(?:[\s,}]|$))/m;

function sourceProblems({ text }: SourceFile, desired: readonly DesiredSecret[]): readonly SourceProblem[] {
  return positionsOf(text).flatMap((spans, document) => {
    const own = desired.filter((one) => one.document === document);
    return [...spans].flatMap(([pointer, span]) => {
      const problem = problemOf(pointer, span, text, own);
      return problem === null ? [] : [problem];
    });
  });
}

function problemOf(
  pointer: string,
  { start, end, scalar }: Span,
  text: string,
  desired: readonly DesiredSecret[],
): SourceProblem | null {
  const key = valueKeyOf(pointer);
  if (key === null || scalar === undefined) return null;
  const written = text.slice(scalar.start, scalar.end);
  const read = readAs(written);
  // Sensitive values are reported by `plaintext-value`, integers that are too large by the schema.
  const isLiteral = desired.some(({ spec: { value } }) => isSame(Object.hasOwn(value, key) ? value[key] : null, read));
  if (read === null || !isLiteral || String(read) === written) return null;
  return { start, end, message: `Without quotes this is ${JSON.stringify(read)}; write that, or put it in quotes.` };
}

function isSame(source: DesiredSecret['spec']['value'][string] | null | undefined, read: number | boolean | null) {
  return source?.kind === 'literal' && source.value === read;
}

/** The JSON key in `/spec/value/KEY` or `/spec/overrides/ENVIRONMENT/value/KEY`; null for other pointers. */
function valueKeyOf(pointer: string): string | null {
  return /^\/spec\/(?:overrides\/[^/]+\/)?value\/[^/]+$/.test(pointer) ? (segmentsOf(pointer).at(-1) ?? null) : null;
}

/** The number or boolean that YAML's core schema reads a plain scalar as; null if it is a string. */
function readAs(written: string): number | boolean | null {
  if (/^(?:true|false)$/i.test(written)) return written.toLowerCase() === 'true';
  const isNumber = /^(?:0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)$/.test(written);
  return isNumber ? Number(written) : null;
}

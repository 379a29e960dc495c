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
 * Every scalar that loses its notation matches, and few others, so that most files are not looked at: leading zeros,
 * 0x and 0o, a plus, a bare or trailing point, trailing zeros, an exponent, more digits than a number holds, True.
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
  // What is sensitive is for `plaintext-value` to report, and an integer that is too large for the schema.
  const isLiteral = desired.some(({ spec: { value } }) => isSame(Object.hasOwn(value, key) ? value[key] : null, read));
  if (read === null || !isLiteral || String(read) === written) return null;
  return { start, end, message: `Without quotes this is ${JSON.stringify(read)}; write that, or put it in quotes.` };
}

function isSame(source: DesiredSecret['spec']['value'][string] | null | undefined, read: number | boolean | null) {
  return source?.kind === 'literal' && source.value === read;
}

/** The key of `/spec/value/KEY` and `/spec/overrides/ENVIRONMENT/value/KEY`. */
function valueKeyOf(pointer: string): string | null {
  return /^\/spec\/(?:overrides\/[^/]+\/)?value\/[^/]+$/.test(pointer) ? (segmentsOf(pointer).at(-1) ?? null) : null;
}

/** What YAML's core schema makes of a plain scalar; null where it is a string. */
function readAs(written: string): number | boolean | null {
  if (/^(?:true|false)$/i.test(written)) return written.toLowerCase() === 'true';
  const isNumber = /^(?:0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)$/.test(written);
  return isNumber ? Number(written) : null;
}

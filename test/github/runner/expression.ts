import { loadEngine } from './engine.ts';

export type Contexts = { readonly [context: string]: unknown };

/** How the job or step stands so far, for `success()` and its kin. */
export type Status = 'success' | 'failure' | 'cancelled';

/** Evaluates a text that may hold `${{ }}` with GitHub's own engine. One expression alone keeps its type. */
export async function evaluate(text: string, contexts: Contexts, status: Status = 'success'): Promise<unknown> {
  const whole = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(text.trim());
  if (whole?.[1] !== undefined) return evaluateExpression(whole[1], contexts, status);
  const parts = text.split(/\$\{\{(.*?)\}\}/s);
  const values = await Promise.all(
    parts.map((part, index) => (index % 2 === 0 ? part : evaluateExpression(part, contexts, status))),
  );
  return values.map(asText).join('');
}

/** The same for everything inside lists and maps. */
export async function evaluateAll(value: unknown, contexts: Contexts): Promise<unknown> {
  if (typeof value === 'string') return evaluate(value, contexts);
  if (Array.isArray(value)) return Promise.all(value.map((item) => evaluateAll(item, contexts)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([key, item]) => [key, await evaluateAll(item, contexts)]);
  return Object.fromEntries(await Promise.all(entries));
}

/** An `if`: without a status function, `success()` is meant as well. */
export async function holds(condition: unknown, contexts: Contexts, status: Status): Promise<boolean> {
  if (condition === undefined) return status === 'success';
  const text = String(condition).trim();
  const inner = /^\$\{\{(.*)\}\}$/s.exec(text)?.[1] ?? text;
  const asks = /\b(?:success|failure|always|cancelled)\s*\(/.test(inner);
  return (asks || status === 'success') && Boolean(await evaluateExpression(inner, contexts, status));
}

export function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

async function evaluateExpression(text: string, contexts: Contexts, status: Status): Promise<unknown> {
  const { Lexer, Parser, Evaluator, data } = (await loadEngine()).expressions;
  const answers = { success: 'success', failure: 'failure', cancelled: 'cancelled', always: status };
  const functions = Object.entries(answers).map(([name, wanted]) => ({
    ...{ name, description: '', minArgs: 0, maxArgs: 0 },
    call: () => new data.BooleanData(status === wanted),
  }));
  const expression = new Parser(new Lexer(text).lex().tokens, Object.keys(contexts), functions).parse();
  const context = JSON.parse(JSON.stringify(contexts), data.reviver);
  const named = new Map(functions.map((one) => [one.name, one]));
  return JSON.parse(JSON.stringify(new Evaluator(expression, context, named).evaluate(), data.replacer) ?? 'null');
}

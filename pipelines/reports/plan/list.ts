import { renderPlanJson } from './json.ts';
import { renderPlanMarkdown } from './markdown.ts';
import type { PlanFormat } from './plan-format.ts';
import { renderPlanText } from './text.ts';

export const planFormats: { readonly [name: string]: PlanFormat } = {
  text: renderPlanText,
  json: renderPlanJson,
  markdown: renderPlanMarkdown,
};

import type { PlanFormat } from '../report-format.ts';
import { renderPlanJson } from './json.ts';
import { renderPlanMarkdown } from './markdown.ts';
import { renderPlanText } from './text.ts';

export const planFormats: { readonly [name: string]: PlanFormat } = {
  text: renderPlanText,
  json: renderPlanJson,
  markdown: renderPlanMarkdown,
};

import { renderJson } from './json.ts';
import type { ReportFormat } from './report-format.ts';
import { renderText } from './text.ts';

export const reportFormats: { readonly [name: string]: ReportFormat } = {
  text: renderText,
  json: renderJson,
};

import type { ReportFormatName } from '../io/report-formats.ts';
import { renderGithub } from './github.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import type { ReportFormat } from './report-format.ts';
import { renderSarif } from './sarif.ts';
import { renderText } from './text.ts';

/** The formats in which check, lint and generate report, by the name that --format takes. */
export const reportFormats: { readonly [name in ReportFormatName]: ReportFormat } = {
  text: renderText,
  json: renderJson,
  markdown: renderMarkdown,
  github: renderGithub,
  sarif: renderSarif,
  junit: renderJunit,
};

import type { ApplyResult } from '../../../schemas/plan.ts';
import type { Style } from '../report-format.ts';
import { renderApplyJson } from './json.ts';
import { renderApplyText } from './text.ts';

export const applyFormats: { readonly [name: string]: (result: ApplyResult, style: Style) => string } = {
  text: renderApplyText,
  json: renderApplyJson,
};

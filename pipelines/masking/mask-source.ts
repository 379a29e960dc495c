import type { SourceFile } from '../../schemas/types.ts';
import { parse } from '../declarations/parse.ts';
import { positionsOf } from '../declarations/yaml/positions.ts';
import { hiddenScalars, maskText } from './mask.ts';
import { findPatterns } from './patterns/find-patterns.ts';

/** A whole file, safe to show: every scalar that may be a secret is masked. */
export function maskSource(file: SourceFile): string {
  const { documents } = parse([file]);
  const hidden = positionsOf(file.text).flatMap((positions, index) => {
    const value = documents.find(({ document }) => document === index)?.value;
    return hiddenScalars(value, positions, []);
  });
  return maskText(file.text, [...hidden, ...findPatterns(file.text)]);
}

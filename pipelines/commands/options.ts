import type { Invocation } from './io.ts';

/** The values of a repeatable option. */
export function listOf(option: Invocation['options'][string]): readonly string[] {
  if (typeof option === 'string') return [option];
  return typeof option === 'object' ? option : [];
}

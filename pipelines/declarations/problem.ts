import type { Json } from '../../schemas/json/json.ts';
import type { Severity } from '../../schemas/types.ts';

/** What a check found. The pointer is into the subject; a resolved secret's starts with `/spec`. */
export type Problem = {
  readonly pointer: string;
  /** One sentence that says what to change, and never quotes a value that may be secret. */
  readonly message: string;
  /** Where one rule has findings of different weight. */
  readonly severity?: Severity;
  readonly fix?: readonly ValueEdit[];
};

/** One step of a fix: what to set in the subject. */
export type ValueEdit = { readonly pointer: string; readonly value: Json };

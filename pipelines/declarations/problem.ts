import type { Json } from '../../schemas/json/json.ts';
import type { Severity } from '../../schemas/types.ts';

/** A problem that a check found. The pointer is into the subject; a resolved secret's pointers start with `/spec`. */
export type Problem = {
  readonly pointer: string;
  /** One sentence that says what to change. Never quotes a value that may be secret. */
  readonly message: string;
  /** Set if a rule's findings differ in severity. */
  readonly severity?: Severity;
  readonly fix?: readonly ValueEdit[];
};

/** One step of a fix: a value to set in the subject. */
export type ValueEdit = { readonly pointer: string; readonly value: Json };

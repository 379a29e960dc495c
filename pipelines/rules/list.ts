import { envMismatch } from './access/env-mismatch.ts';
import { policyBlockPublicUnset } from './access/policy-block-public-unset.ts';
import { requiredTags } from './access/required-tags.ts';
import { tagLimits } from './aws/tag-limits.ts';
import { duplicateDeclaration } from './declarations/duplicate-declaration.ts';
import { schema } from './declarations/schema.ts';
import { unknownReference } from './declarations/unknown-reference.ts';
import { yamlSyntax } from './declarations/yaml-syntax.ts';
import { kmsCmkRequired } from './encryption/kms-cmk-required.ts';
import { plaintextValue } from './plaintext/plaintext-value.ts';
import { ownerRequired } from './recovery/owner-required.ts';
import { recoveryWindowEnvMin } from './recovery/recovery-window-env-min.ts';
import { recoveryWindowRange } from './recovery/recovery-window-range.ts';
import { rotationImmediateUnset } from './rotation/rotation-immediate-unset.ts';
import { rotationRequired } from './rotation/rotation-required.ts';
import type { Rule } from './rule.ts';
import { waiverExpired } from './waivers/waiver-expired.ts';
import { waiverExpiring } from './waivers/waiver-expiring.ts';
import { waiverInvalid } from './waivers/waiver-invalid.ts';
import { waiverUnused } from './waivers/waiver-unused.ts';

/** Every rule, by category. The order is that of the table in docs/rules and of nothing else. */
export const rules: readonly Rule[] = [
  yamlSyntax,
  schema,
  unknownReference,
  duplicateDeclaration,

  plaintextValue,

  tagLimits,

  rotationRequired,
  rotationImmediateUnset,

  recoveryWindowRange,
  recoveryWindowEnvMin,
  ownerRequired,

  kmsCmkRequired,

  policyBlockPublicUnset,
  requiredTags,
  envMismatch,

  waiverInvalid,
  waiverExpired,
  waiverExpiring,
  waiverUnused,
];

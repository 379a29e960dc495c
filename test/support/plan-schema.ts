import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import published from '../../schemas/plan.schema.json' with { type: 'json' };

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
const isPlan = ajv.compile(published);
// The published schema is open, since fields can be added within a version; here it is closed, so that no field is
// added without a description.
const closed = JSON.parse(JSON.stringify(published), (_key, part) =>
  part?.type === 'object' && part.properties ? { ...part, additionalProperties: false } : part,
);
const isDescribedPlan = ajv.compile({ ...closed, $id: 'urn:keywright:closed-plan' });

/** Violations of the published schema in a plan. */
export function planProblems(plan: unknown): readonly string[] {
  isPlan(plan);
  return textsOf(isPlan.errors);
}

/** Violations, including fields that the schema doesn't describe. */
export function undescribed(plan: unknown): readonly string[] {
  isDescribedPlan(plan);
  return textsOf(isDescribedPlan.errors);
}

function textsOf(errors: typeof isPlan.errors): readonly string[] {
  return (errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
  );
}

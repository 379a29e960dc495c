import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ServiceError } from '../../runtime/local/errors.ts';
import { blankSecret } from '../../runtime/local/secrets/blank.ts';
import { moveStage } from '../../runtime/local/secrets/moves.ts';
import type { Secret } from '../../runtime/local/secrets/types.ts';
import { addVersion } from '../../runtime/local/secrets/versions.ts';

const LABELS = ['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS', 'MINE'];
const versionId = fc.integer({ min: 0, max: 5 }).map((index) => `v${index}`);
const label = fc.constantFrom(...LABELS);

type Step = (secret: Secret) => Secret;
const add = fc.tuple(versionId, fc.subarray(LABELS, { minLength: 1 })).map(
  ([id, stages]): Step =>
    (secret) =>
      addVersion(secret, { versionId: id, value: { SecretString: id }, stages }, 0),
);
const move = fc.tuple(label, fc.option(versionId, { nil: undefined }), fc.option(versionId, { nil: undefined })).map(
  ([stage, from, to]): Step =>
    (secret) =>
      moveStage(secret, { stage, from, to }, 0),
);

/** A step that is refused changes nothing. */
function attempt(secret: Secret, step: Step): Secret {
  try {
    return step(secret);
  } catch (error) {
    if (error instanceof ServiceError) return secret;
    throw error;
  }
}

test('whatever is moved, every label is on one version at most, and AWSCURRENT always on one', () => {
  const blank = blankSecret({ arn: 'a', name: 'n', accountId: '1', region: 'r', sequence: 1 }, 0);
  const property = fc.property(fc.array(fc.oneof(add, move), { maxLength: 20 }), (steps) => {
    const states = steps.map((_, index) => steps.slice(0, index + 1).reduce(attempt, blank));
    for (const { versions } of states) {
      const labels = versions.flatMap(({ stages }) => stages);
      expect(new Set(labels).size).toBe(labels.length);
      expect(labels.includes('AWSCURRENT')).toBe(versions.length > 0);
    }
  });
  fc.assert(property, { numRuns: 500 });
});

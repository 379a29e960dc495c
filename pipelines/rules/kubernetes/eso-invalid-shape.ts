import type { ExternalSecretConsumer } from '../../../schemas/declarations.ts';
import { pointerOf } from '../../pointer.ts';
import { consumersOf } from '../refresh-interval.ts';
import { NO_PROBLEMS, type Problem, type Rule } from '../rule.ts';

export const esoInvalidShape: Rule = {
  id: 'eso-invalid-shape',
  category: 'kubernetes',
  title: "The operator's webhook refuses this ExternalSecret.",
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoFor: ['unmanaged'],
  alsoKnownAs: [],
  sources: [
    'https://github.com/external-secrets/external-secrets/blob/main/apis/externalsecrets/v1/externalsecret_validator.go',
  ],
  checkSecret: ({ spec }) => {
    const problems = consumersOf(spec).flatMap(({ name, consumer }) =>
      consumer.externalSecret === undefined
        ? []
        : shapeProblems(consumer.externalSecret, pointerOf(['spec', 'kubernetes', name, 'externalSecret'])),
    );
    return problems.length === 0 ? NO_PROBLEMS : problems;
  },
};

function shapeProblems(
  { creationPolicy, deletionPolicy, keys }: ExternalSecretConsumer,
  at: string,
): readonly Problem[] {
  const isEmpty = keys !== undefined && Object.keys(keys).length === 0;
  return [
    ...(isEmpty
      ? [{ pointer: `${at}/keys`, message: 'No key is mapped; list some, or leave keys out to take all.' }]
      : []),
    ...(deletesOthers(creationPolicy, deletionPolicy)
      ? [{ pointer: `${at}/deletionPolicy`, message: deletionMessage(creationPolicy) }]
      : []),
  ];
}

/** With these policies the Secret is not the operator's own, so it may not delete it. */
export function deletesOthers(creationPolicy: string | undefined, deletionPolicy: string | undefined): boolean {
  return deletionPolicy === 'Delete' && /^(?:Merge|None|CreateOrMerge)$/.test(creationPolicy ?? 'Owner');
}

export function deletionMessage(creationPolicy: string | undefined): string {
  return `deletionPolicy Delete does not go with creationPolicy ${creationPolicy}; use Retain or Merge.`;
}

import { didYouMean } from '../../nearest.ts';
import { pointerOf } from '../../pointer.ts';
import { knownRegions, partitionOf } from '../aws-regions.ts';
import { type EnvironmentContext, NO_PROBLEMS, type Problem, type Rule } from '../rule.ts';

export const replicaRegionInvalid: Rule = {
  id: 'replica-region-invalid',
  category: 'encryption',
  title: "A replica is in the secret's own Region, in an unknown one, or in another partition.",
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html'],
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      regions: {
        description: 'Regions that are newer than the list of this version.',
        type: 'array',
        items: { type: 'string' },
        examples: [['eu-north-2']],
      },
    },
  },
  checkSecret: ({ spec: { replicaRegions } }, context) => {
    let problems: Problem[] | null = null;
    for (const region in replicaRegions) {
      const message = faultOf(region, context);
      if (message === null) continue;
      problems ??= [];
      problems.push({ pointer: pointerOf(['spec', 'replicaRegions', region]), message });
    }
    return problems ?? NO_PROBLEMS;
  },
};

function faultOf(region: string, { environment, options }: EnvironmentContext): string | null {
  const own = environment.spec.aws.region;
  if (region === own) return `"${region}" is where the secret itself is; remove this replica.`;
  if (Array.isArray(options.regions) && options.regions.includes(region)) return null;
  const partition = partitionOf(region);
  if (partition === undefined) return `No Region is called "${region}".${didYouMean(region, knownRegions())}`;
  const ownPartition = partitionOf(own);
  if (ownPartition === undefined || partition === ownPartition) return null;
  return `"${region}" is in the partition ${partition}, "${own}" in ${ownPartition}; a secret can't be replicated there.`;
}

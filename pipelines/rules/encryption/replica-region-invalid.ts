import { isKnownRegion, knownRegions, partitionOf } from '../../../schemas/aws/regions.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import { didYouMean } from '../../declarations/nearest.ts';
import type { Problem } from '../../declarations/problem.ts';
import { type EnvironmentContext, NO_PROBLEMS, type Rule } from '../rule.ts';

export const replicaRegionInvalid: Rule = {
  id: 'replica-region-invalid',
  category: 'encryption',
  title: "A Region is unknown, or a replica is in the secret's own one or in another partition.",
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
  checkEnvironment: ({ spec }, { options }) => unknownAt('/spec/aws/region', spec.aws.region, options),
  checkCluster: ({ spec }, { options }) => unknownAt('/spec/region', spec.region, options),
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

function unknownAt(pointer: string, region: string, options: Options): readonly Problem[] {
  const message = unknownRegion(region, options);
  return message === null ? NO_PROBLEMS : [{ pointer, message }];
}

function faultOf(region: string, { environment, options }: EnvironmentContext): string | null {
  const own = environment.spec.aws.region;
  if (region === own) return `"${region}" is where the secret itself is; remove this replica.`;
  const partition = partitionOf(region);
  const ownPartition = partitionOf(own);
  if (!isKnownRegion(region)) return unknownRegion(region, options);
  if (partition === ownPartition) return null;
  return `"${region}" is in the partition ${partition}, "${own}" in ${ownPartition}; a secret can't be replicated there.`;
}

type Options = EnvironmentContext['options'];

function unknownRegion(region: string, { regions }: Options): string | null {
  if (isKnownRegion(region) || (Array.isArray(regions) && regions.includes(region))) return null;
  return `No Region is called "${region}".${didYouMean(region, knownRegions())}`;
}

import { isObject } from '../../../schemas/json/object.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import type { Problem } from '../../declarations/problem.ts';
import { csiObjectsOf } from '../../manifests/csi-objects.ts';
import { type Manifest, objectAt, stringAt } from '../../manifests/manifest.ts';
import { remoteKeysOf } from '../../manifests/remote-refs.ts';
import { withoutVariables } from '../../manifests/variables.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const placeholderValue: Rule = {
  id: 'placeholder-value',
  category: 'kubernetes',
  title: 'A name, ARN or Region still has the placeholder of a template in it.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoFor: ['unmanaged'],
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html'],
  checkSecret: ({ name, spec }) => {
    let problems: Problem[] | null = null;
    const look = (pointer: string, text: string | null | undefined) => {
      if (text === null || text === undefined || !isUnfilled(text)) return;
      problems = [...(problems ?? []), problemAt(pointer, text)];
    };
    look('/spec/secretName', name);
    look('/spec/kmsKeyId', spec.kmsKeyId);
    if (spec.rotation !== null && spec.rotation.manual !== true)
      look('/spec/rotation/lambdaArn', spec.rotation.lambdaArn);
    lookInside(spec, look);
    return problems ?? NO_PROBLEMS;
  },
  checkManifest: (manifest) =>
    manifestFields(manifest).flatMap(([pointer, text]) =>
      text === null || !isPlaceholder(withoutVariables(text)) ? [] : [problemAt(pointer, text)],
    ),
  checkEnvironment: ({ spec: { aws } }) => fieldProblems(aws, ['spec', 'aws']),
  checkCluster: ({ spec: { serviceAccounts = {} } }) =>
    Object.entries(serviceAccounts).flatMap(([account, identity]) =>
      fieldProblems(identity, ['spec', 'serviceAccounts', account]),
    ),
};

/** The fields of a manifest that contain names, ARNs and Regions, as pointer and text. */
function manifestFields(manifest: Manifest): readonly (readonly [string, string | null])[] {
  const { kind, object } = manifest;
  const spec = objectAt(object, 'spec');
  if (kind === 'ExternalSecret') {
    return remoteKeysOf(object).map(({ pointer, key }) => [`${pointer}/key`, key] as const);
  }
  if (kind === 'SecretProviderClass') {
    const parameters = objectAt(spec, 'parameters');
    const names = (csiObjectsOf(manifest) ?? []).map((entry) =>
      isObject(entry) ? stringAt(entry, 'objectName') : null,
    );
    return [
      ...['region', 'failoverRegion'].map(
        (field) => [`/spec/parameters/${field}`, stringAt(parameters, field)] as const,
      ),
      ...names.map((name) => ['/spec/parameters/objects', name] as const),
    ];
  }
  const aws = objectAt(spec, 'provider', 'aws');
  return ['region', 'role'].map((field) => [`/spec/provider/aws/${field}`, stringAt(aws, field)] as const);
}

type Look = (pointer: string, text: string | null | undefined) => void;

function lookInside({ replicaRegions, readers }: DesiredSecret['spec'], look: Look): void {
  for (const region in replicaRegions) {
    look(pointerOf(['spec', 'replicaRegions', region]), region);
    look(pointerOf(['spec', 'replicaRegions', region, 'kmsKeyId']), replicaRegions[region]?.kmsKeyId);
  }
  for (const reader in readers) look(pointerOf(['spec', 'readers', reader, 'roleArn']), readers[reader]?.roleArn);
}

function fieldProblems(fields: object, at: readonly string[]): readonly Problem[] {
  return Object.entries(fields)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && isUnfilled(entry[1]))
    .map(([field, text]) => problemAt(pointerOf([...at, field]), text));
}

/** Common placeholders for text that must be filled in. */
const PLACEHOLDER = /<[A-Za-z][^<>]*>|\b(?:x{3,}|X{3,})\b|ACCOUNT[_-]?ID|\bTODO\b/;
const PLACEHOLDER_WORD = /change[_-]?me|replace[_-]?me|\byour[_-]|\bplaceholder\b/i;

function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text) || PLACEHOLDER_WORD.test(text);
}

/** In a declaration, a brace that is left over comes from a misspelled template placeholder. */
function isUnfilled(text: string): boolean {
  return text.includes('{') || isPlaceholder(text);
}

function problemAt(pointer: string, text: string): Problem {
  const hint = /[{}]/.test(text) ? ' The templates are {environment}, {accountId}, {region} and {name}.' : '';
  return { pointer, message: `"${text}" has a placeholder in it; fill it in.${hint}` };
}

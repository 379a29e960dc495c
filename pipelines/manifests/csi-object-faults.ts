import type { Json } from '../../schemas/json/json.ts';
import { isObject, type JsonObject } from '../../schemas/json/object.ts';
import { nearest } from '../declarations/nearest.ts';
import { stringAt } from './manifest.ts';
import { hasVariable } from './variables.ts';

export type CsiParameters = { readonly region: string | null; readonly failoverRegion: string | null };

/**
 * The reasons why the provider rejects one entry of `objects`. Repeats the provider's own checks
 * (secrets-store-csi-driver-provider-aws, provider/secret_descriptor.go).
 */
export function csiObjectFaults(entry: Json, parameters: CsiParameters): readonly string[] {
  if (!isObject(entry)) return ['it must be a mapping with objectName and objectType'];
  const name = stringAt(entry, 'objectName');
  if (name === null || name === '') return ['objectName is missing', ...unknownFields(entry, FIELDS)];
  return [
    ...unknownFields(entry, FIELDS),
    ...nameFaults(name, entry.objectType, parameters.region),
    ...traversalFaults([name, entry.objectAlias]),
    ...permissionFaults(entry.filePermission),
    ...jmesPathFaults(entry.jmesPath),
    ...failoverFaults(entry, parameters),
    ...versionFaults(entry),
  ];
}

const FIELDS = [
  ...['objectName', 'objectType', 'objectAlias', 'objectVersion', 'objectVersionLabel', 'jmesPath', 'filePermission'],
  'failoverObject',
];
const JMESPATH_FIELDS = ['path', 'objectAlias', 'filePermission'];
const SERVICES = new Map([
  ['secretsmanager', 'secretsmanager'],
  ['ssmparameter', 'ssm'],
]);

function unknownFields(entry: JsonObject, allowed: readonly string[]): readonly string[] {
  const unknown = Object.keys(entry).filter((field) => !allowed.includes(field));
  return unknown.map((field) => `"${field}" is unknown; allowed are ${nearest(field, allowed) ?? allowed.join(', ')}`);
}

function nameFaults(name: string, objectType: Json | undefined, region: string | null): readonly string[] {
  if (typeof objectType === 'string' && hasVariable(objectType)) return [];
  const service = typeof objectType === 'string' ? SERVICES.get(objectType) : undefined;
  if (objectType !== undefined && service === undefined) return ['objectType must be secretsmanager or ssmparameter'];
  if (name.startsWith('arn:')) return arnFaults(name, service, region);
  return objectType === undefined && !hasVariable(name) ? ['objectType is needed unless objectName is an ARN'] : [];
}

function arnFaults(arn: string, service: string | undefined, region: string | null): readonly string[] {
  const [, , arnService = '', arnRegion = ''] = arn.split(':');
  if (hasVariable(arnService)) return [];
  if (arnService !== 'secretsmanager' && arnService !== 'ssm')
    return ['the ARN is of neither a secret nor a parameter'];
  if (service !== undefined && service !== arnService) return [`the ARN is of service ${arnService}, not ${service}`];
  if (region === null || arnRegion === region || hasVariable(arnRegion + region)) return [];
  return [`the ARN is in ${arnRegion}, and the class reads in ${region}`];
}

function traversalFaults(names: readonly (Json | undefined)[]): readonly string[] {
  return names.some((name) => typeof name === 'string' && name.includes('../'))
    ? ['a name must not contain "../"']
    : [];
}

function permissionFaults(permission: Json | undefined): readonly string[] {
  if (
    permission === undefined ||
    (typeof permission === 'string' && (/^[0-7]{4}$/.test(permission) || hasVariable(permission)))
  )
    return [];
  return ['filePermission must be four octal digits in quotes, such as "0400"'];
}

function jmesPathFaults(entries: Json | undefined): readonly string[] {
  if (entries === undefined) return [];
  if (!Array.isArray(entries)) return ['jmesPath must be a list'];
  return entries.flatMap((entry: Json, index) => {
    if (!isObject(entry)) return [`jmesPath ${index + 1} must be a mapping with path and objectAlias`];
    const missing = ['path', 'objectAlias'].filter((field) => typeof entry[field] !== 'string' || entry[field] === '');
    return [
      ...missing.map((field) => `jmesPath ${index + 1} needs ${field}`),
      ...unknownFields(entry, JMESPATH_FIELDS),
      ...traversalFaults([entry.objectAlias]),
      ...permissionFaults(entry.filePermission),
    ];
  });
}

function failoverFaults(entry: JsonObject, { failoverRegion }: CsiParameters): readonly string[] {
  const { failoverObject } = entry;
  if (failoverObject === undefined) return [];
  if (!isObject(failoverObject)) return ['failoverObject must be a mapping with objectName'];
  return [
    ...(failoverRegion === null ? ['failoverObject needs the parameter failoverRegion'] : []),
    ...(stringAt(entry, 'objectAlias') === null ? ['an object with failoverObject needs objectAlias'] : []),
    ...(stringAt(failoverObject, 'objectName') === null ? ['failoverObject needs objectName'] : []),
  ];
}

function versionFaults(entry: JsonObject): readonly string[] {
  const isBoth = entry.objectVersion !== undefined && entry.objectVersionLabel !== undefined;
  return isBoth && entry.objectType === 'ssmparameter'
    ? ['a parameter takes objectVersion or objectVersionLabel, not both']
    : [];
}

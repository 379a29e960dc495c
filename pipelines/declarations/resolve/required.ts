import type { Reader, SecretDeclaration, Settings } from '../../../schemas/declarations.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { SecretType } from '../../../schemas/secret-types/secret-type.ts';

type Problem = { readonly pointer: string; readonly message: string };

/**
 * Checks the fields that are required after the layers are merged, except those that the rules `owner-required` and
 * `rotation-value-shape` check. `pointer`s are into the resolved document.
 */
export function requiredFields(secret: SecretDeclaration, settings: Settings, type: SecretType): readonly Problem[] {
  return [...valueProblems(secret, settings, type), ...readerProblems(settings), ...consumerProblems(settings)];
}

function valueProblems(secret: SecretDeclaration, settings: Settings, type: SecretType): readonly Problem[] {
  const keys = Object.keys(settings.value ?? {});
  const isIdle = settings.manage === false || settings.state === 'absent';
  if (type.shape === 'opaque') {
    const message = `A secret of type ${type.name} has no value here; remove "value" or choose another type.`;
    return keys.length > 0 ? [{ pointer: '/spec/value', message }] : [];
  }
  if (isIdle) return [];
  if (keys.length === 0) return [{ pointer: '/spec', message: noValueMessage(secret, type) }];
  return [...missingKeys(keys, type), ...extraKeys(keys, type)];
}

function noValueMessage(secret: SecretDeclaration, type: SecretType): string {
  const required = requiredKeysOf(type);
  const wanted = required.length > 0 ? `the keys ${required.join(', ')}` : 'at least one key';
  return `"${secret.name}" declares no value: give ${wanted} and where each comes from, or use type opaque.`;
}

/** Skips database types: the rule `rotation-value-shape` checks their keys. */
function missingKeys(keys: readonly string[], type: SecretType): readonly Problem[] {
  if (type.category === 'database') return [];
  const missing = requiredKeysOf(type).filter((key) => !keys.includes(key));
  if (missing.length === 0) return [];
  const message = `A secret of type ${type.name} also needs ${missing.join(', ')}; say where each comes from.`;
  return [{ pointer: '/spec/value', message }];
}

function extraKeys(keys: readonly string[], type: SecretType): readonly Problem[] {
  if (type.shape !== 'text') return [];
  return keys
    .filter((key) => key !== 'text')
    .map((key) => ({
      pointer: pointerOf(['spec', 'value', key]),
      message: 'A secret of type text has the one key "text"; use type application for several keys.',
    }));
}

function requiredKeysOf(type: SecretType): readonly string[] {
  return Object.entries(type.keys)
    .filter(([, key]) => key.required)
    .map(([key]) => key);
}

function readerProblems({ readers = {} }: Settings): readonly Problem[] {
  return Object.entries<Partial<Reader>>(readers).flatMap(([name, reader]) => {
    const missing = (['roleArn', 'grant'] as const).filter((field) => reader[field] === undefined);
    const pointer = pointerOf(['spec', 'readers', name]);
    return missing.map((field) => ({ pointer, message: `This reader needs "${field}".` }));
  });
}

function consumerProblems(settings: Settings): readonly Problem[] {
  return Object.entries(settings.kubernetes ?? {}).flatMap(([name, consumer]) => {
    const pointer = pointerOf(['spec', 'kubernetes', name]);
    const missing = (['namespaces', 'serviceAccount'] as const).filter((field) => consumer[field] === undefined);
    const problems = missing.map((field) => ({ pointer, message: `This consumer needs "${field}".` }));
    if (consumer.externalSecret !== undefined && consumer.externalSecret.name === undefined) {
      problems.push({ pointer: `${pointer}/externalSecret`, message: 'An externalSecret needs "name".' });
    }
    if (consumer.secretProviderClass !== undefined && consumer.secretProviderClass.name === undefined) {
      problems.push({ pointer: `${pointer}/secretProviderClass`, message: 'A secretProviderClass needs "name".' });
    }
    return problems;
  });
}

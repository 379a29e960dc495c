import type { JsonSchema } from '../kinds.ts';
import externalSecret from './external-secret.schema.json' with { type: 'json' };
import objects from './provider-objects.schema.json' with { type: 'json' };
import secretProviderClass from './secret-provider-class.schema.json' with { type: 'json' };
import secretStore from './secret-store.schema.json' with { type: 'json' };

/** The schema of each kind of manifest, for the newest version of its operator or driver. */
export const manifestSchemas: readonly { readonly kind: string; readonly schema: JsonSchema }[] = [
  { kind: 'ExternalSecret', schema: externalSecret },
  { kind: 'SecretStore', schema: secretStore },
  { kind: 'ClusterSecretStore', schema: secretStore },
  { kind: 'SecretProviderClass', schema: secretProviderClass },
];

/** The schema of a SecretProviderClass's `spec.parameters.objects`, once its YAML text is parsed. */
export const providerObjectsSchema: JsonSchema = objects;

/**
 * Keywright's own keywords. `x-since` on a property and `x-enum-since` beside an `enum` give the operator version that
 * added it. `errorMessage` replaces the message, as in the schemas of the declarations.
 */
export const manifestKeywords: readonly string[] = ['x-since', 'x-enum-since', 'errorMessage'];

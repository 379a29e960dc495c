import { apiKeyKeys } from './api-key-keys.ts';
import type { SecretType } from './secret-type.ts';

export const schemaRegistry: SecretType = {
  name: 'schema-registry',
  description: 'API key of a Confluent Schema Registry client.',
  category: 'kafka',
  shape: 'json',
  keys: apiKeyKeys,
  alsoLivesIn: null,
  rotationStrategies: [],
  kubernetesSecretType: 'Opaque',
};

import { apiKeyKeys } from './api-key-keys.ts';
import type { SecretType } from './secret-type.ts';

export const ksqldb: SecretType = {
  name: 'ksqldb',
  description: 'API key of a ksqlDB client.',
  category: 'kafka',
  shape: 'json',
  keys: apiKeyKeys,
  alsoLivesIn: null,
  rotationStrategies: [],
  kubernetesSecretType: 'Opaque',
};

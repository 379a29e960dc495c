import { apiKeyKeys } from './api-key-keys.ts';
import type { SecretType } from './secret-type.ts';

export const kafkaConnect: SecretType = {
  name: 'kafka-connect',
  description: 'API key of a Kafka Connect REST client.',
  category: 'kafka',
  shape: 'json',
  keys: { ...apiKeyKeys, endpoint: { description: 'Base URL.', sensitive: false, required: false } },
  alsoLivesIn: null,
  rotationStrategies: [],
  kubernetesSecretType: 'Opaque',
};

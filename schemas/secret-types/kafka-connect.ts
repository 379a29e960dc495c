import type { SecretType } from './secret-type.ts';

export const kafkaConnect: SecretType = {
  name: 'kafka-connect',
  description: 'API key of a Kafka Connect REST client.',
  category: 'kafka',
  shape: 'json',
  keys: {
    username: { description: 'User or key id.', sensitive: false, required: true },
    api_key: {
      description: 'API key or basic-auth password.',
      sensitive: true,
      required: true,
      generate: { passwordLength: 32, excludePunctuation: true },
    },
    endpoint: { description: 'Base URL.', sensitive: false, required: false },
  },
  alsoLivesIn: null,
  rotationStrategies: [],
  kubernetesSecretType: 'Opaque',
};

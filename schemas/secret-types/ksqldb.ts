import type { SecretType } from './secret-type.ts';

export const ksqldb: SecretType = {
  name: 'ksqldb',
  description: 'API key of a ksqlDB client.',
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
    endpoint: { description: 'Base URL.', sensitive: false, required: true },
  },
  alsoLivesIn: null,
  rotationStrategies: [],
  kubernetesSecretType: 'Opaque',
};

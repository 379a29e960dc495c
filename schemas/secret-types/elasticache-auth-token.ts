import type { SecretType } from './secret-type.ts';

export const elasticacheAuthToken: SecretType = {
  name: 'elasticache-auth-token',
  description: 'AUTH token of an ElastiCache replication group.',
  category: 'cache',
  shape: 'json',
  keys: {
    token: {
      description: '16 to 128 printable characters; of the special ones only `!&#$^<>-`.',
      sensitive: true,
      required: true,
      generate: { passwordLength: 64, excludeCharacters: '"%\'()*+,./:;=?@[\\]_`{|}~' },
    },
    endpoint: { description: 'Primary endpoint host name.', sensitive: false, required: false },
    port: { description: 'TCP port.', sensitive: false, required: false },
  },
  alsoLivesIn: 'cache',
  rotationStrategies: ['single-user'],
  kubernetesSecretType: 'Opaque',
};

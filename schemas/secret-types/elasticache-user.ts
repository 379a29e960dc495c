import type { SecretType } from './secret-type.ts';

export const elasticacheUser: SecretType = {
  name: 'elasticache-user',
  description: 'Password of an ElastiCache RBAC user.',
  category: 'cache',
  shape: 'json',
  keys: {
    user_id: { description: 'RBAC user id.', sensitive: false, required: true },
    username: { description: 'RBAC user name.', sensitive: false, required: true },
    password: {
      description: '16 to 128 printable characters.',
      sensitive: true,
      required: true,
      generate: { passwordLength: 64, excludeCharacters: '"@/\\' },
    },
    endpoint: { description: 'Primary endpoint host name.', sensitive: false, required: false },
    port: { description: 'TCP port.', sensitive: false, required: false },
  },
  alsoLivesIn: 'cache',
  rotationStrategies: ['single-user'],
  kubernetesSecretType: 'Opaque',
};

import type { SecretType } from './secret-type.ts';

export const opaque: SecretType = {
  name: 'opaque',
  description: 'Metadata only: the value is kept by someone else and never written.',
  category: 'application',
  shape: 'opaque',
  keys: {},
  alsoLivesIn: null,
  rotationStrategies: ['single-user', 'alternating-users'],
  kubernetesSecretType: 'Opaque',
};

import type { SecretType } from './secret-type.ts';

export const text: SecretType = {
  name: 'text',
  description: 'One string, stored as it is rather than as JSON.',
  category: 'application',
  shape: 'text',
  keys: {
    text: { description: 'The whole value.', sensitive: true, required: true },
  },
  alsoLivesIn: null,
  rotationStrategies: ['single-user'],
  kubernetesSecretType: 'Opaque',
};

import type { SecretType } from './secret-type.ts';

export const application: SecretType = {
  name: 'application',
  description: 'Any keys of an application; all are sensitive unless listed in `publicKeys`.',
  category: 'application',
  shape: 'json',
  keys: {},
  alsoLivesIn: null,
  rotationStrategies: ['single-user'],
  kubernetesSecretType: 'Opaque',
};

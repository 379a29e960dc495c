import { databaseKeys } from './database-keys.ts';
import type { SecretType } from './secret-type.ts';

export const rdsMysql: SecretType = {
  name: 'rds-mysql',
  description: 'Login to a MySQL database on Amazon RDS, in the key names of the AWS rotation functions.',
  category: 'database',
  shape: 'json',
  keys: {
    engine: { description: 'Always `mysql`.', sensitive: false, required: true },
    port: { description: 'TCP port; MySQL listens on 3306 by default.', sensitive: false, required: false },
    ...databaseKeys,
  },
  alsoLivesIn: 'database',
  rotationStrategies: ['single-user', 'alternating-users'],
  kubernetesSecretType: 'Opaque',
};

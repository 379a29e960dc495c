import { databaseKeys } from './database-keys.ts';
import type { SecretType } from './secret-type.ts';

export const rdsPostgres: SecretType = {
  name: 'rds-postgres',
  description: 'Login to a PostgreSQL database on Amazon RDS, in the key names of the AWS rotation functions.',
  category: 'database',
  shape: 'json',
  keys: {
    engine: { description: 'Always `postgres`.', sensitive: false, required: true },
    port: { description: 'TCP port; PostgreSQL listens on 5432 by default.', sensitive: false, required: false },
    ...databaseKeys,
  },
  alsoLivesIn: 'database',
  rotationStrategies: ['single-user', 'alternating-users'],
  kubernetesSecretType: 'Opaque',
};

import type { SecretKey } from './secret-type.ts';

/**
 * The keys that AWS's database rotation functions read (user guide, "JSON structure of AWS Secrets Manager secrets").
 * `engine` and `port` differ by database, so each type adds its own.
 */
export const databaseKeys: { readonly [key: string]: SecretKey } = {
  host: { description: 'Endpoint host name.', sensitive: false, required: true },
  dbname: { description: 'Database name.', sensitive: false, required: false },
  username: { description: 'Login name.', sensitive: false, required: true },
  password: {
    description: 'Login password, without the characters that RDS refuses: `/`, `@`, `"`, backslash.',
    sensitive: true,
    required: true,
    generate: { passwordLength: 32, excludeCharacters: '"@/\\' },
  },
  masterarn: {
    description: 'ARN of the secret with the administrator login, for alternating users.',
    sensitive: false,
    required: false,
  },
  dbClusterIdentifier: {
    description: 'RDS cluster identifier, filled in by RDS tools.',
    sensitive: false,
    required: false,
  },
  dbInstanceIdentifier: {
    description: 'RDS instance identifier, filled in by RDS tools.',
    sensitive: false,
    required: false,
  },
};

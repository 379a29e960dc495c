import { application } from './application.ts';
import { elasticacheAuthToken } from './elasticache-auth-token.ts';
import { elasticacheUser } from './elasticache-user.ts';
import { kafkaConnect } from './kafka-connect.ts';
import { kafkaScram } from './kafka-scram.ts';
import { ksqldb } from './ksqldb.ts';
import { opaque } from './opaque.ts';
import { rdsMariadb } from './rds-mariadb.ts';
import { rdsMysql } from './rds-mysql.ts';
import { rdsPostgres } from './rds-postgres.ts';
import { schemaRegistry } from './schema-registry.ts';
import type { SecretType } from './secret-type.ts';
import { text } from './text.ts';

export const secretTypes: readonly SecretType[] = [
  kafkaScram,
  schemaRegistry,
  kafkaConnect,
  ksqldb,
  rdsPostgres,
  rdsMysql,
  rdsMariadb,
  elasticacheAuthToken,
  elasticacheUser,
  application,
  text,
  opaque,
];

const byName = new Map(secretTypes.map((type) => [type.name, type]));

export function findSecretType(name: string): SecretType | undefined {
  return byName.get(name);
}

import type { SecretType } from './secret-type.ts';

export const kafkaScram: SecretType = {
  name: 'kafka-scram',
  description: 'SASL/SCRAM credentials of an Apache Kafka user.',
  category: 'kafka',
  shape: 'json',
  keys: {
    username: { description: 'SCRAM user name.', sensitive: false, required: true },
    password: {
      description: 'SCRAM password.',
      sensitive: true,
      required: true,
      generate: { passwordLength: 32, excludeCharacters: '"\'\\;=' },
    },
    mechanism: { description: '`SCRAM-SHA-256` or `SCRAM-SHA-512`.', sensitive: false, required: true },
    bootstrap_servers: { description: 'Comma-separated `host:port` list.', sensitive: false, required: true },
  },
  alsoLivesIn: 'broker',
  rotationStrategies: ['single-user', 'alternating-users'],
  kubernetesSecretType: 'Opaque',
};

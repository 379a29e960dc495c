// The text of one declaration each: about 39 lines, as people write them, and clean under every rule.

const SERVICES = ['orders', 'ledger', 'search', 'events', 'sessions', 'catalog', 'billing'];
const TEXTS = [databaseText, brokerText, applicationText, registryText, cacheText];

/** The secret of a number, in turn of every type that real estates have most of. */
export function secretText(number) {
  return TEXTS[number % TEXTS.length](secretName(number), `team-${number % 20}`, `ns-${number % 20}`);
}

/** Sorted by name, the types are mixed, as they are where people choose the names. */
export function secretName(number) {
  return `${SERVICES[number % SERVICES.length]}-${String(number).padStart(5, '0')}`;
}

function databaseText(name, owner, namespace) {
  return `apiVersion: keywright/v1
kind: Secret
metadata:
  name: ${name}
spec:
  type: rds-postgres
  owner: ${owner}
  description: Login of the ${name} service to its PostgreSQL database
  environments:
    - prod
  value:
    engine: postgres
    host: ${name}.cluster.example.com
    port: 5432
    dbname: ${name.replaceAll('-', '_')}
    username: ${name}
    password:
      generate:
        passwordLength: 32
    masterarn: "arn:aws:secretsmanager:{region}:{accountId}:secret:prod/master-4fJx2Q"
  kmsKeyId: alias/prod-secrets
  recoveryWindowInDays: 30
  rotation:
    lambdaArn: "arn:aws:lambda:{region}:{accountId}:function:rds-rotation"
    strategy: alternating-users
    schedule: cron(0 4 1 * ? *)
    duration: 3h
    rotateImmediately: false
  tags:
    CostCenter: ${owner}
    DataClassification: restricted
    Service: ${name}
  kubernetes:
    app:
      namespaces:
        - ${namespace}
      serviceAccount: reader
      externalSecret:
        name: ${name}
        refreshInterval: 1h
`;
}

function brokerText(name, owner, namespace) {
  return `apiVersion: keywright/v1
kind: Secret
metadata:
  name: ${name}
spec:
  type: kafka-scram
  owner: ${owner}
  description: SASL/SCRAM login of the ${name} service to the brokers
  environments:
    - prod
  value:
    username: ${name}
    password:
      generate:
        passwordLength: 40
    mechanism: SCRAM-SHA-512
    bootstrap_servers: "kafka.{environment}.example.com:9092"
  kmsKeyId: alias/prod-secrets
  recoveryWindowInDays: 30
  # The brokers replace the password in place, so people do it, at a quiet hour.
  rotation:
    manual: true
    automaticallyAfterDays: 30
  tags:
    CostCenter: ${owner}
    DataClassification: restricted
    Service: ${name}
  kubernetes:
    app:
      namespaces:
        - ${namespace}
      serviceAccount: reader
      externalSecret:
        name: ${name}
        keys:
          KAFKA_USERNAME: username
          KAFKA_PASSWORD: password
          KAFKA_BOOTSTRAP_SERVERS: bootstrap_servers
        refreshInterval: 1h
`;
}

function applicationText(name, owner, namespace) {
  return `apiVersion: keywright/v1
kind: Secret
metadata:
  name: ${name}
spec:
  type: application
  owner: ${owner}
  description: Keys with which the ${name} service reaches the payment provider
  environments:
    - prod
  value:
    client_id: ${name}
    client_secret:
      external: true
    webhook_secret:
      external: true
    endpoint: "https://payments.{region}.example.com/v2"
  publicKeys:
    - client_id
    - endpoint
  kmsKeyId: alias/prod-secrets
  recoveryWindowInDays: 30
  tags:
    CostCenter: ${owner}
    DataClassification: confidential
    Service: ${name}
  kubernetes:
    app:
      namespaces:
        - ${namespace}
      serviceAccount: reader
      externalSecret:
        name: ${name}
        keys:
          PAYMENTS_CLIENT_ID: client_id
          PAYMENTS_CLIENT_SECRET: client_secret
          PAYMENTS_WEBHOOK_SECRET: webhook_secret
        refreshInterval: 1h
`;
}

function registryText(name, owner, namespace) {
  return `apiVersion: keywright/v1
kind: Secret
metadata:
  name: ${name}
spec:
  type: schema-registry
  owner: ${owner}
  description: API key with which the ${name} service reads the schema registry
  environments:
    - prod
  value:
    username: ${name}
    api_key:
      generate:
        passwordLength: 32
        excludePunctuation: true
    endpoint: "https://schema-registry.{environment}.example.com"
  kmsKeyId: alias/prod-secrets
  recoveryWindowInDays: 30
  tags:
    CostCenter: ${owner}
    DataClassification: confidential
    Service: ${name}
  kubernetes:
    app:
      namespaces:
        - ${namespace}
      serviceAccount: reader
      # Its configuration is a file, so it mounts one and needs no Kubernetes Secret.
      secretProviderClass:
        name: ${name}
        files:
          url: endpoint
          user: username
          key: api_key
        filePermission: "0400"
`;
}

function cacheText(name, owner, namespace) {
  return `apiVersion: keywright/v1
kind: Secret
metadata:
  name: ${name}
spec:
  type: elasticache-user
  owner: ${owner}
  description: Login of the ${name} service to the session cache
  environments:
    - prod
  value:
    user_id: ${name}
    username: ${name}
    password:
      generate:
        passwordLength: 64
    endpoint: "sessions.{region}.cache.example.com"
    port: 6379
  kmsKeyId: alias/prod-secrets
  recoveryWindowInDays: 30
  rotation:
    manual: true
    automaticallyAfterDays: 31
  tags:
    CostCenter: ${owner}
    DataClassification: restricted
    Service: ${name}
  kubernetes:
    app:
      namespaces:
        - ${namespace}
      serviceAccount: reader
      externalSecret:
        name: ${name}
        refreshInterval: 1h
`;
}

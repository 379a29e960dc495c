import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { breakText } from './faults.mjs';
import { secretText } from './secrets.mjs';

/** Files in one folder: estates are split by team, and a file system slows down past some thousands. */
const FILES_PER_FOLDER = 200;

/**
 * Writes an estate of one environment and one cluster into a folder.
 * `secrets`: how many; `perFile`: documents a file, 1 by default; `faultEvery`: each n-th secret has one mistake,
 * 0 (the default) for none; `generated`: whether the mistakes may keep manifests from being generated.
 */
export function writeEstate(folder, { secrets, perFile = 1, faultEvery = 0 }) {
  write(folder, 'platform.yaml', PLATFORM);
  for (let first = 0, file = 0; first < secrets; first += perFile, file++) {
    const numbers = Array.from({ length: Math.min(perFile, secrets - first) }, (_, index) => first + index);
    const team = String(Math.floor(file / FILES_PER_FOLDER)).padStart(3, '0');
    write(folder, `secrets/${team}/${String(file).padStart(5, '0')}.yaml`, numbers.map(textOf).join('---\n'));
  }
  function textOf(number) {
    const text = secretText(number);
    return faultEvery > 0 && number % faultEvery === 0 ? breakText(text, number / faultEvery) : text;
  }
}

function write(folder, name, text) {
  const path = join(folder, 'secrets.d', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const NAMESPACES = Array.from({ length: 20 }, (_, index) => `ns-${index}`);

const PLATFORM = `apiVersion: keywright/v1
kind: Environment
metadata: { name: prod }
spec:
  tier: production
  managedBy: example-org/platform
  aws: { accountId: "111122223333", region: us-east-1 }
  nameTemplate: "{environment}/{name}"
  defaults: { kmsKeyId: alias/prod-secrets, tags: { Project: bench } }
---
apiVersion: keywright/v1
kind: Cluster
metadata: { name: prod-eks }
spec:
  environments: [prod]
  region: us-east-1
  gitops: argocd
  externalSecrets:
    version: "2.9"
    store: { kind: SecretStore, name: aws-secrets-manager, create: true }
  csi: { driverVersion: "1.6" }
  serviceAccounts:
${NAMESPACES.map((name) => `    ${name}/reader: { identity: irsa, roleArn: "arn:aws:iam::111122223333:role/${name}" }\n`).join('')}---
apiVersion: keywright/v1
kind: Policy
metadata: { name: default }
spec:
  preset: recommended
  requiredTags: [Owner, DataClassification, CostCenter]
  namePattern: "^[a-z0-9/-]+$"
  pollBudgetUsdMonthly: 100000
`;

// What a refresh in the manner of Terraform asks: three requests for each secret that the state file names, ten at a
// time. node refresh.mjs NAMES.json
import { readFileSync } from 'node:fs';
import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

const names = JSON.parse(readFileSync(process.argv[2], 'utf8')).values();
const client = new SecretsManagerClient({});

await Promise.all(Array.from({ length: 10 }, refresh));

async function refresh() {
  for (const SecretId of names) {
    await client.send(new DescribeSecretCommand({ SecretId }));
    await client.send(new GetResourcePolicyCommand({ SecretId }));
    await client.send(new GetSecretValueCommand({ SecretId })).catch(withoutValue);
  }
}

function withoutValue(error) {
  if (error.name !== 'ResourceNotFoundException') throw error;
}

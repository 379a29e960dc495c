import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateSecretCommand, GetSecretValueCommand, ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { clientFor } from './client.ts';

let folder: string;
let statePath: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keywright-state-'));
  statePath = join(folder, 'inner', 'state');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function withEndpoint<T>(use: (url: string) => Promise<T>): Promise<T> {
  const endpoint = await startLocalEndpoint({ statePath });
  try {
    return await use(endpoint.url);
  } finally {
    await endpoint.close();
  }
}

const create = (Name: string, SecretString: string) => (url: string) =>
  clientFor(url).send(new CreateSecretCommand({ Name, SecretString }));
const read = (SecretId: string) => async (url: string) =>
  (await clientFor(url).send(new GetSecretValueCommand({ SecretId }))).SecretString;

test('secrets are there again after a restart', async () => {
  await withEndpoint(create('kept', 'the value'));
  expect(await withEndpoint(read('kept'))).toBe('the value');
});

test('values are encrypted, and the files are their owner’s alone', async () => {
  await withEndpoint(create('kept', 'the value'));
  expect(readFileSync(statePath, 'utf8')).not.toContain('the value');
  expect(statSync(statePath).mode & 0o777).toBe(0o600);
  expect(statSync(`${statePath}.key`).mode & 0o777).toBe(0o600);
});

test('a last line that was cut short is dropped', async () => {
  await withEndpoint(create('kept', 'x'));
  await withEndpoint(create('cut', 'y'));
  truncateSync(statePath, statSync(statePath).size - 10);
  const list = await withEndpoint((url) => clientFor(url).send(new ListSecretsCommand({})));
  expect(list.SecretList?.map(({ Name }) => Name)).toEqual(['kept']);
});

test('a file that is damaged, foreign or locked is refused by name', async () => {
  await withEndpoint(create('kept', 'x'));
  await withEndpoint(() => expect(startLocalEndpoint({ statePath })).rejects.toThrow(/state is in use by process/));
  const contents = readFileSync(statePath, 'utf8');
  writeFileSync(statePath, contents.replace('"secret"', '"sec'));
  await expect(startLocalEndpoint({ statePath })).rejects.toThrow(/state:\d+ is not a record/);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { removeTree, writeTree } from './support/estate.ts';
import { runCli } from './support/run-cli.ts';

describe('the command line', () => {
  test('prints its help on standard output', async () => {
    const { status, stdout, stderr } = await runCli(['--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('Usage: keywright');
    expect(stderr).toBe('');
  });

  test('help fits 80 columns', async () => {
    const { stdout } = await runCli(['--help']);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test.each([
    ['a misspelt command', ['schemma'], 'Did you mean schema?'],
    ['an unknown option', ['schema', 'Secret', '--formt', 'json'], 'Did you mean --format?'],
    ['a missing argument', ['schema'], "missing required argument 'kind'"],
    ['a format that the command lacks', ['schema', 'Secret', '--format', 'sarif'], 'schema has no format "sarif"'],
    ['a time that is none', ['schema', 'Secret', '--now', 'tomorrow'], '--now takes an ISO 8601 time'],
    ['a folder that is not there', ['schema', 'Secret', '--dir', '/no/such/folder'], 'there is no folder'],
    ['a misspelt kind', ['schema', 'Secrt'], 'Did you mean "Secret"?'],
  ])('%s is wrong usage and says what to do', async (_, args, message) => {
    const { status, stdout, stderr } = await runCli(args);
    expect(status).toBe(64);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test.each(['Environment', 'Cluster', 'Secret', 'Policy', 'Waivers', 'Plan'])(
    'prints the schema of %s',
    async (kind) => {
      const { status, stdout } = await runCli(['schema', kind]);
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: kind,
      });
    },
  );

  test('an estate that is empty passes, and the summary says how little there is', async () => {
    const root = writeTree({ 'secrets.d/readme.txt': '' });
    const { status, stdout } = await runCli(['check', '--dir', root]);
    removeTree(root);
    expect(stdout).toBe('No problems in 0 files (0 secrets, 0 environments).\n');
    expect(status).toBe(0);
  });

  test('a file that the system refuses is named, without a stack trace', async () => {
    const root = writeTree({ 'secrets.d': 'a file where a folder belongs' });
    const { status, stderr } = await runCli(['check', '--dir', root]);
    removeTree(root);
    expect(stderr).toMatch(/^keywright: ENOTDIR: .*secrets\.d'\n$/);
    expect(status).toBe(1);
  });

  test('--output writes the file and leaves standard output empty', async () => {
    const root = writeTree({ 'secrets.d/readme.txt': '' });
    const { stdout } = await runCli(['schema', 'Secret', '--output', `${root}/schema.json`]);
    expect(stdout).toBe('');
    expect(JSON.parse(readFileSync(`${root}/schema.json`, 'utf8'))).toHaveProperty('title', 'Secret');
    removeTree(root);
  });

  test('a local state that another process has is said to be so', async () => {
    const root = writeTree({ 'secrets.d/readme.txt': '', '.keywright/aws.json.lock': String(process.pid) });
    const { status, stderr } = await runCli(['plan', '--local', '--dir', root]);
    removeTree(root);
    expect(stderr).toMatch(
      /^keywright: --local: .*aws\.json is in use by process \d+; wait until .*, remove .*aws\.json\.lock\.\n$/,
    );
    expect(status).toBe(1);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyEstate, removeTree } from '../support/estate.ts';
import { runCli } from '../support/run-cli.ts';

/** This repository's own estate against the embedded endpoint, as `npm start` runs it. */
describe('plan and apply of the estate', () => {
  let root = '';
  beforeAll(() => {
    root = copyEstate();
  });
  afterAll(() => removeTree(root));
  const run = (...args: string[]) => runCli([...args, '--dir', root, '--local', '--now', '2026-11-23T12:00:00Z']);

  test('apply without --yes off a terminal is wrong usage, and asks nothing of AWS', async () => {
    const { status, stderr } = await run('apply');
    expect(status).toBe(64);
    expect(stderr).toBe('keywright: There is no terminal to ask on; give --yes to go ahead.\n');
  });

  test('creates every secret, and then has nothing left to do', async () => {
    const first = await run('plan', '--format', 'json', '--detailed-exitcode');
    expect(first.status).toBe(2);
    expect(JSON.parse(first.stdout)).toMatchObject({
      schema: 'keywright.plan/v1',
      summary: { create: 11, unchanged: 0 },
    });

    const applied = await run('apply', '--yes', '--format', 'json');
    expect(JSON.parse(applied.stdout)).toMatchObject({
      schema: 'keywright.apply/v1',
      summary: { done: 11, failed: 0, skipped: 0 },
      awaitingValue: [{ secret: 'datadog' }, { secret: 'kafka-connect' }, { secret: 'slack-webhook' }],
    });
    expect(applied.status).toBe(0);

    const second = await run('plan', '--format', 'json', '--detailed-exitcode');
    expect(JSON.parse(second.stdout)).toMatchObject({ actions: [], summary: { unchanged: 11 } });
    expect(second.status).toBe(0);
  });
});

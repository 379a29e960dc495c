import { DescribeSecretCommand, SecretsManagerClient, UpdateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunOutcome } from './runner/run-workflow.ts';
import { type Scenario, startScenario } from './runner/scenario.ts';

const CONNECT = 'secrets.d/secrets/kafka-connect.yaml';
const KSQLDB = 'secrets.d/secrets/ksqldb.yaml';
const HOSTILE = "@everyone `x` <img src=x> ::set-output name=matrix::pwned | $(touch pwned) \u202e'; exit 1 #1";

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario();
});
afterAll(async () => {
  expect(scenario.github.state.violations).toEqual([]);
  await scenario.end();
});

/** The results of a run; where something failed, its log, for the reader of a failing test. */
function resultsOf({ jobs }: RunOutcome): { readonly [job: string]: string } {
  const results = jobs.map(({ id, result, steps }) => {
    const failed = steps.find((step) => step.result === 'failure');
    return [id, failed === undefined ? result : `${result}: ${failed.name}: ${failed.log}`];
  });
  return Object.fromEntries(results);
}

function summaryOf({ jobs }: RunOutcome, id: string): string {
  return jobs.find((job) => job.id === id)?.summary ?? '';
}

function comments(): readonly string[] {
  return scenario.github.state.comments.map(({ body }) => body ?? '');
}

function headlines(): readonly string[] {
  return comments().map((body) => body.split('\n')[1] ?? '');
}

function prod(): SecretsManagerClient {
  const credentials = { accessKeyId: 'ADMIN111122223333', secretAccessKey: 'test' };
  return new SecretsManagerClient({ endpoint: scenario.aws.url, region: 'us-east-1', credentials });
}

function edited(path: string, from: string | RegExp, to: string): { readonly [path: string]: string } {
  const text = scenario.repository.read(path);
  const changed = text.replace(from, () => to);
  expect(changed).not.toBe(text);
  return { [path]: changed };
}

const RECONCILED = {
  environments: 'success',
  'reconcile (dev) / apply': 'success',
  'reconcile (dev) / tell': 'skipped',
  'reconcile (dev) / approve': 'skipped',
  'reconcile (dev) / apply-approved': 'skipped',
  'reconcile (dev) / tell-approved': 'skipped',
  'reconcile (prod) / apply': 'success',
  'reconcile (prod) / tell': 'skipped',
  'reconcile (prod) / approve': 'skipped',
  'reconcile (prod) / apply-approved': 'skipped',
  'reconcile (prod) / tell-approved': 'skipped',
};
/** Where a pull request was merged, its comments are told. */
const TOLD = { ...RECONCILED, 'reconcile (dev) / tell': 'success', 'reconcile (prod) / tell': 'success' };

describe('the workflows, carried out', () => {
  test('the first reconcile creates what is declared: all of it is harmless', async () => {
    const outcome = await scenario.run('reconcile.yml');
    expect(resultsOf(outcome)).toEqual(RECONCILED);
    expect(summaryOf(outcome, 'reconcile (prod) / apply')).toContain('✅ Applied.');
    const { VersionIdsToStages } = await prod().send(new DescribeSecretCommand({ SecretId: 'prod-datadog' }));
    expect(Object.values(VersionIdsToStages ?? {})).toEqual([['AWSCURRENT']]);
  }, 120_000);

  test('a pull request is checked, planned without reading a value, and commented on', async () => {
    const before = scenario.aws.requestCounts();
    scenario.repository.commit('connect', edited(CONNECT, /description: .*/, 'description: Keys of Kafka Connect'));
    const outcome = await scenario.openPullRequest(7, 'connect');
    expect(resultsOf(outcome)).toEqual({
      check: 'success',
      'plan (prod)': 'success',
      comment: 'success',
      'code-scanning': 'skipped',
      keywright: 'success',
    });
    expect(headlines()).toEqual(['### 🟢 `prod`: 1 harmless change']);
    expect(comments()[0]).toContain('+ description: Keys of Kafka Connect');
    expect(scenario.github.state.checkRuns).toMatchObject([{ name: 'keywright (prod)', conclusion: 'success' }]);
    const after = scenario.aws.requestCounts();
    expect([after.GetSecretValue, after.PutSecretValue]).toEqual([before.GetSecretValue, before.PutSecretValue]);
  }, 120_000);

  test('a new commit on it edits the comment, and leaves the other environments alone', async () => {
    scenario.repository.commit('connect', edited(CONNECT, /\nspec:\n/, '\nspec:\n  state: absent\n'));
    await scenario.openPullRequest(7, 'connect');
    expect(headlines()).toHaveLength(1);
    expect(headlines()[0]).toMatch(/^### 🔴 `prod`: 1 irreversible change, \d consumers? cut off, 1 secret deleted/);
    expect(comments()[0]).toContain('> [!CAUTION]');
  }, 120_000);

  test('merging it applies what was reviewed, without another approval', async () => {
    scenario.merge(7, 'connect');
    const outcome = await scenario.run('reconcile.yml');
    expect(resultsOf(outcome)).toEqual(TOLD);
    expect(comments()[0]).toContain('✅ **Applied**');
    const { DeletedDate } = await prod().send(new DescribeSecretCommand({ SecretId: 'prod-kafka-connect' }));
    expect(DeletedDate).toBeInstanceOf(Date);
  }, 120_000);

  test('what goes beyond what was reviewed waits for a reviewer, and is applied once approved', async () => {
    scenario.repository.commit('ksqldb', edited(KSQLDB, /description: .*/, 'description: Keys of ksqlDB'));
    await scenario.openPullRequest(8, 'ksqldb');
    scenario.merge(8, 'ksqldb');
    await prod().send(new UpdateSecretCommand({ SecretId: 'prod-ksqldb', KmsKeyId: 'alias/somebody-elses' }));

    const unasked = await scenario.run('reconcile.yml');
    expect(unasked.result).toBe('failure');
    expect(resultsOf(unasked)['reconcile (prod) / apply']).toContain(
      '"prod-approval" has no required reviewers to ask',
    );
    expect(resultsOf(unasked)['reconcile (prod) / approve']).toBe('skipped');

    scenario.github.state.reviewed.push('prod-approval');
    const stale = await scenario.run('reconcile.yml');
    expect(stale.result).toBe('waiting');
    expect(resultsOf(stale)).toEqual({ ...TOLD, 'reconcile (prod) / approve': 'waiting' });
    expect(summaryOf(stale, 'reconcile (prod) / apply')).toContain('moves to **another KMS key** `alias/prod-secrets`');
    expect(summaryOf(stale, 'reconcile (prod) / apply')).toContain('⏳ Not applied');
    expect(comments().at(-1)).toContain('⏳ **Not applied**');
    const untouched = await prod().send(new DescribeSecretCommand({ SecretId: 'prod-ksqldb' }));
    expect(untouched.KmsKeyId).toBe('alias/somebody-elses');

    const approved = await scenario.run('reconcile.yml', (environment) => environment === 'prod-approval');
    expect(resultsOf(approved)).toEqual({
      ...TOLD,
      'reconcile (prod) / approve': 'success',
      'reconcile (prod) / apply-approved': 'success',
      'reconcile (prod) / tell-approved': 'success',
    });
    expect(comments().at(-1)).toContain('✅ **Applied**');
    const repaired = await prod().send(new DescribeSecretCommand({ SecretId: 'prod-ksqldb' }));
    expect(repaired).toMatchObject({ KmsKeyId: 'alias/prod-secrets', Description: 'Keys of ksqlDB' });
  }, 120_000);

  test('drift opens an issue, the reconcile repairs it, and the issue closes', async () => {
    const { issues } = scenario.github.state;
    await scenario.run('drift.yml');
    expect(issues).toEqual([]);
    await prod().send(new UpdateSecretCommand({ SecretId: 'prod-ksqldb', Description: 'changed by hand' }));
    const outcome = await scenario.run('drift.yml');
    expect(resultsOf(outcome)).toEqual({
      environments: 'success',
      'drift (dev)': 'success',
      'drift (prod)': 'success',
      issue: 'success',
    });
    expect(issues).toMatchObject([{ title: 'Drift in prod', state: 'open' }]);
    expect(issues[0]?.body).toContain('- description: changed by hand\n+ description: Keys of ksqlDB');
    await scenario.run('reconcile.yml');
    await scenario.run('drift.yml');
    expect(issues).toMatchObject([{ title: 'Drift in prod', state: 'closed', state_reason: 'completed' }]);
  }, 180_000);

  test.each([
    ["a fork's", 'mallory', 'mallory/kafka-platform'],
    ["Dependabot's", 'dependabot[bot]', undefined],
  ])(
    '%s pull request gets the check and a summary, and nothing else',
    async (_, actor, repository) => {
      const branch = `from-${actor.replace('[bot]', '')}`;
      scenario.repository.commit(branch, edited(KSQLDB, /description: .*/, `description: ${JSON.stringify(HOSTILE)}`));
      const seen = comments();
      const who = repository === undefined ? { actor } : { actor, repository };
      const outcome = await scenario.openPullRequest(20, branch, who);
      expect(resultsOf(outcome)).toEqual({
        check: 'success',
        plan: 'skipped',
        comment: 'skipped',
        'code-scanning': 'skipped',
        keywright: 'success',
      });
      expect(outcome.jobs[0]?.summary).toContain('## Keywright check');
      expect(outcome.jobs[0]?.outputs.matrix).toMatch(/^\{"include":/);
      expect(comments()).toEqual(seen);
    },
    120_000,
  );

  test('a pull request that touches no environment is not planned, and passes', async () => {
    scenario.repository.commit('words', { 'README.md': '# Kafka platform\n' });
    const outcome = await scenario.openPullRequest(21, 'words');
    expect(resultsOf(outcome)).toMatchObject({ check: 'success', plan: 'skipped', keywright: 'success' });
  }, 120_000);

  test('a declaration that is not sound fails the check with annotations', async () => {
    scenario.repository.commit('broken', edited(KSQLDB, 'owner:', 'ownr:'));
    const outcome = await scenario.openPullRequest(22, 'broken');
    expect(resultsOf(outcome)).toMatchObject({ plan: 'skipped', comment: 'success' });
    expect(outcome.jobs[0]?.result).toBe('failure');
    const log = outcome.jobs[0]?.steps.map((step) => step.log).join('') ?? '';
    expect(log).toContain(`::error file=${KSQLDB},line=`);
    expect(outcome.jobs[0]?.summary).toContain('## Keywright check');
  }, 120_000);

  test('in the merge queue it is checked and planned, and nobody is told', async () => {
    scenario.repository.commit('queued', edited(KSQLDB, /description: .*/, 'description: Keys of ksqlDB, queued'));
    const seen = comments();
    expect(resultsOf(await scenario.queueMerge('queued'))).toEqual({
      check: 'success',
      'plan (prod)': 'success',
      comment: 'skipped',
      'code-scanning': 'skipped',
      keywright: 'success',
    });
    expect(comments()).toEqual(seen);
  }, 120_000);
});

test('declarations in a folder of their own, and code scanning: the workflow is called with the folder', async () => {
  const other = await startScenario({ subfolder: 'platform', variables: { KEYWRIGHT_SARIF: 'true' } });
  const path = `platform/${KSQLDB}`;
  const text = other.repository
    .read(path)
    .replace('owner: team-streaming', 'owner: team-streaming\n  recoveryWindowInDays: 7');
  other.repository.commit('short', { [path]: text });
  const outcome = await other.openPullRequest(3, 'short');
  expect(resultsOf(outcome)).toMatchObject({
    'plan (prod)': 'success',
    comment: 'success',
    'code-scanning': 'success',
  });
  const log = outcome.jobs[0]?.steps.map((step) => step.log).join('') ?? '';
  expect(log).toContain(`file=${path},line=`);
  const [body = ''] = other.github.state.comments.map((one) => one.body ?? '');
  expect(body.split('\n')[0]).toContain('root=platform environment=prod ');
  expect(body).toMatch(/blob\/[0-9a-f]{40}\/platform\/secrets\.d\/secrets\/ksqldb\.yaml#L\d+\)/);
  expect(other.github.state.violations).toEqual([]);
  await other.end();
}, 120_000);

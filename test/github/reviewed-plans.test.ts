import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { unzipTexts } from '../../pipelines/github/unzip.ts';
import { actionOf, planOf } from './plans.ts';
import { zipOf } from './runner/zip.ts';
import { inSession, type Session } from './session.ts';

/** A merged pull request whose workflow run left a plan for prod that changes the secret `pr-NUMBER`. */
function addMerged(
  { github: { state } }: Session,
  number: number,
  mergedAt: string | null,
  head_repository_id = 1,
): void {
  const sha = String(number).repeat(40).slice(0, 40);
  state.pulls.push({
    ...{ number, merged_at: mergedAt, updated_at: mergedAt ?? '2026-11-20T00:00:00Z', base: { ref: 'main' } },
    head: { sha, repo: { full_name: state.repository } },
  });
  const plan = planOf('prod', { actions: [actionOf('prod', { secret: `pr-${number}` })] });
  state.artifacts.push({
    ...{ id: state.nextId++, name: 'keywright-plan-prod', expired: false, created_at: '2026-11-20T00:00:00Z' },
    workflow_run: { id: number, head_sha: sha, repository_id: 1, head_repository_id },
    zip: zipOf({ 'plan-prod.json': JSON.stringify(plan), 'other.json': '{}' }),
  });
}

function addReconcile({ github: { state } }: Session, createdAt: string, status = 'success'): void {
  state.runs.push({ id: state.nextId++, created_at: createdAt, head_sha: '0'.repeat(40), status });
}

async function fetchPlans({ run, folder }: Session) {
  const out = join(folder, 'reviewed');
  const { status, stdout } = await run('github', 'reviewed-plans', '--env', 'prod', '--out', out);
  return { status, stdout, files: existsSync(out) ? readdirSync(out).sort() : [], out };
}

describe('keywright github reviewed-plans', () => {
  test.concurrent(
    'fetches those of pull requests merged since the last complete reconcile',
    inSession(async (session) => {
      addReconcile(session, '2026-11-01T00:00:00Z');
      addReconcile(session, '2026-11-10T00:00:00Z');
      addReconcile(session, '2026-11-15T00:00:00Z', 'failure');
      addMerged(session, 3, '2026-11-09T23:59:59Z');
      addMerged(session, 4, '2026-11-10T00:00:00Z');
      addMerged(session, 5, '2026-11-16T00:00:00Z');
      addMerged(session, 6, null);
      const { status, files, out } = await fetchPlans(session);
      expect({ status, files }).toEqual({ status: 0, files: ['prod-4.json', 'prod-5.json'] });
      expect(JSON.parse(readFileSync(join(out, 'prod-5.json'), 'utf8'))).toMatchObject({
        actions: [{ secret: 'pr-5' }],
      });
    }),
  );

  test.concurrent(
    'takes the last of several runs on one commit, and none of a fork',
    inSession(async (session) => {
      addMerged(session, 4, '2026-11-10T00:00:00Z', 2);
      addMerged(session, 5, '2026-11-10T00:00:00Z');
      const [, first] = session.github.state.artifacts;
      if (first === undefined) throw new Error('no artifact');
      const later = zipOf({ 'plan-prod.json': '"later"' });
      session.github.state.artifacts.push({ ...first, id: 90, zip: later }, { ...first, id: 91, expired: true });
      const { stdout, files, out } = await fetchPlans(session);
      expect(stdout).toContain('prod: #4 left no plan');
      expect(files).toEqual(['prod-5.json']);
      expect(readFileSync(join(out, 'prod-5.json'), 'utf8')).toBe('"later"');
    }),
  );

  test.concurrent(
    'works before the first reconcile',
    inSession(async (session) => {
      for (let day = 10; day < 30; day += 1) addMerged(session, day, `2026-10-${day}T00:00:00Z`);
      expect((await fetchPlans(session)).files).toHaveLength(20);
    }),
  );

  test.concurrent(
    'says which permission is missing',
    inSession(async (session) => {
      const { state } = session.github;
      state.tokens.set('workflow-token', { login: 'github-actions[bot]', permissions: {} });
      const { status, stderr } = await session.run('github', 'reviewed-plans', '--env', 'prod');
      expect(status).toBe(1);
      expect(stderr).toContain('give the job `actions: read, pull-requests: read`');
      expect(state.violations.splice(0)).toHaveLength(1);
    }),
  );
});

describe('reading ZIP archives', () => {
  /** Made by Python's zipfile into a stream: sizes stand behind the data, one member is stored, and there is a comment. */
  const STREAMED = Buffer.from(
    [
      'UEsDBBQACAAIAHeId10AAAAAAAAAAAAAAAAOAAAAcGxhbi1wcm9kLmpzb26rViouKUpNzE1NUbIqKSpNrVUYJgAAUEsHCMbcfaoWAAAA2QAAAFBL',
      'AwQUAAgAAAAAACEAAAAAAAAAAAAAAAAACgAAAHN0b3JlZC50eHRhcyBpdCBpc1BLBwizJE6WCAAAAAgAAABQSwECFAMUAAgACAB3iHddxtx9qhYA',
      'AADZAAAADgAAAAAAAAAAAAAAgAEAAAAAcGxhbi1wcm9kLmpzb25QSwECFAMUAAgAAAAAACEAsyROlggAAAAIAAAACgAAAAAAAAAAAAAAgAFSAAAA',
      'c3RvcmVkLnR4dFBLBQYAAAAAAgACAHQAAACSAAAACQBhIGNvbW1lbnQ=',
    ].join(''),
    'base64',
  );

  test('as the artifact service streams them', () => {
    const texts = unzipTexts(STREAMED, () => true);
    expect([...texts].map(([name, text]) => [name, text.trim()])).toEqual([
      ['plan-prod.json', '{"streamed":true}'],
      ['stored.txt', 'as it is'],
    ]);
  });

  test('and refuses what is none', () => {
    expect(() => unzipTexts(Buffer.from('no archive, however long it may be'), () => true)).toThrow('no ZIP archive');
  });
});

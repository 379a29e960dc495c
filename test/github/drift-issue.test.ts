import { describe, expect, test } from '@jest/globals';
import type { PlanFinding } from '../../schemas/plan.ts';
import { WORKFLOW_LOGIN } from './fake/state.ts';
import { actionOf, planOf } from './plans.ts';
import { inSession, type Session, writesOf } from './session.ts';

const clean = planOf('prod', {
  command: 'drift',
  orphans: [{ environment: 'prod', name: 'x', arn: 'a', declaration: null }],
});
const drifted = planOf('prod', { command: 'drift', actions: [actionOf('prod', { secret: 'kafka-admin' })] });
const worse = planOf('prod', {
  command: 'drift',
  actions: [actionOf('prod', { secret: 'kafka-admin' }), actionOf('prod', { secret: 'ksqldb' })],
});

function tell({ run, write }: Session, plan: object) {
  return run('github', 'drift-issue', '--plan', write('drift.json', plan));
}

describe('keywright github drift-issue', () => {
  test.concurrent(
    'opens, follows, closes and reopens one issue',
    inSession(async (session) => {
      const { issues, labels } = session.github.state;
      const changes: string[] = [];
      for (const plan of [clean, drifted, drifted, worse, clean, clean, drifted]) {
        changes.push((await tell(session, plan)).stdout.split(' ')[1]?.trim() ?? '');
      }
      expect(changes).toEqual(['unchanged', 'opened', 'unchanged', 'updated', 'closed', 'unchanged', 'reopened']);
      expect(issues).toMatchObject([{ title: 'Drift in prod', state: 'open', labels: [{ name: 'keywright-drift' }] }]);
      expect(issues[0]?.body).toContain('putting it right takes 1 change');
      expect(labels).toEqual(['keywright-drift']);
    }),
  );

  test.concurrent(
    'the same drift seen by another run changes nothing',
    inSession(async (session) => {
      await tell(session, drifted);
      session.github.state.requests.length = 0;
      await tell(session, { ...drifted, requests: { ListSecrets: 9 } });
      expect(writesOf(session)).toEqual([]);
    }),
  );

  test.concurrent(
    'leads to who changed each secret, and when, and follows no address that is none',
    inSession(async (session) => {
      const url =
        'https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events?ResourceName=x%3Ay';
      const trails = [
        { environment: 'prod', secret: 'kafka-admin', url },
        { environment: 'prod', secret: 'ksqldb', url: 'https://x.example/) @everyone [x](javascript:alert' },
        { environment: 'dev', secret: 'elsewhere', url },
      ];
      await tell(session, { ...worse, trails });
      const body = session.github.state.issues[0]?.body ?? '';
      expect(body).toMatch(/^\| Secret \| What happens \| Effect \| Who and when \|$/m);
      expect(body.split('\n').filter((line) => line.includes('cloudtrailv2'))).toEqual([
        expect.stringMatching(/^\| `prod-kafka-admin` .* \| \[CloudTrail\]\(https:.*x%3Ay\) \|$/),
      ]);
      expect(body).not.toContain('everyone');
    }),
  );

  test.concurrent(
    'fits, however many trails there are',
    inSession(async (session) => {
      const secrets = Array.from({ length: 1_000 }, (_, n) => `secret-${n}`);
      const url = `https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events?ResourceName=${'x'.repeat(200)}`;
      const trails = secrets.map((secret) => ({ environment: 'prod', secret, url }));
      await tell(session, { ...drifted, actions: secrets.map((secret) => actionOf('prod', { secret })), trails });
      const body = session.github.state.issues[0]?.body ?? '';
      expect(body).toContain('putting it right takes 1000 changes');
      expect(body).toContain('[CloudTrail]');
    }),
  );

  test.concurrent(
    'closes duplicates, and never touches what others opened',
    inSession(async (session) => {
      await tell(session, drifted);
      const { state } = session.github;
      const [own] = state.issues;
      if (own === undefined) throw new Error('no issue was opened');
      state.issues.push({ ...own, number: 90 }, { ...own, number: 91, user: { login: 'mallory' } });
      await tell(session, clean);
      expect(state.issues.map(({ state: open, state_reason }) => [open, state_reason])).toEqual([
        ['closed', 'completed'],
        ['closed', 'duplicate'],
        ['open', null],
      ]);
    }),
  );

  test.concurrent(
    'an environment that could not be read is in no plan, so its issue stays',
    inSession(async (session) => {
      await tell(session, drifted);
      await tell(session, planOf('dev', { command: 'drift' }));
      expect(session.github.state.issues).toMatchObject([{ title: 'Drift in prod', state: 'open' }]);
    }),
  );

  test.concurrent(
    'an unhealthy rotation opens the issue too',
    inSession(async (session) => {
      const finding: PlanFinding = {
        ...{
          rule: 'rotation-overdue',
          severity: 'warning',
          message: 'Past its next rotation.',
          file: 'secrets.d/a.yaml',
        },
        ...{
          document: 0,
          pointer: '/spec',
          secret: 'a',
          environment: 'prod',
          fixable: false,
          waived: null,
          line: 5,
          column: 3,
          endLine: 5,
          endColumn: 9,
          help: '',
        },
      };
      await tell(session, planOf('prod', { command: 'drift', findings: [finding] }));
      expect(session.github.state.issues[0]?.body).toContain('**1 finding about what is in AWS**');
    }),
  );

  test.concurrent(
    'a lost reply makes one issue',
    inSession(async (session) => {
      session.github.state.faults.push({ operation: 'issues/create', fault: 'lost', times: 1 });
      expect((await tell(session, drifted)).status).toBe(0);
      expect(session.github.state.issues.filter(({ user }) => user.login === WORKFLOW_LOGIN)).toHaveLength(1);
    }),
  );
});

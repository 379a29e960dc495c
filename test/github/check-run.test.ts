import { describe, expect, test } from '@jest/globals';
import { actionOf, planOf } from './plans.ts';
import { HEAD, inSession, type Session } from './session.ts';

function checkRun({ run, write }: Session, plan: object, ...more: readonly string[]) {
  return run('github', 'check-run', '--plan', write('plan.json', plan), ...more);
}

function findings(count: number) {
  const finding = {
    ...{ rule: 'owner-required', severity: 'warning', message: 'Name an owner.', pointer: '/spec', document: 0 },
    ...{ file: 'secrets.d/a.yaml', column: 3, endColumn: 9, environment: null, fixable: false, waived: null, help: '' },
  };
  return Array.from({ length: count }, (_, index) => ({
    ...finding,
    secret: `s${index}`,
    line: index + 1,
    endLine: index + 1,
  }));
}

describe('keywright github check-run', () => {
  test.concurrent(
    'says in the merge box what the plan does',
    inSession(async (session) => {
      const actions = [actionOf('prod', { secret: 'a', type: 'delete', effects: ['changes-access'] })];
      const { status, stdout } = await checkRun(session, planOf('prod', { actions }));
      expect({ status, stdout: stdout.slice(0, 13) }).toEqual({ status: 0, stdout: 'prod: neutral' });
      expect(session.github.state.checkRuns).toMatchObject([
        { name: 'keywright (prod)', head_sha: HEAD, conclusion: 'neutral', output: { title: '🔴 1 secret deleted' } },
      ]);
    }),
  );

  test.concurrent(
    'sends any number of annotations, fifty at a time',
    inSession(async (session) => {
      const report = session.write('r.json', {
        schema: 'keywright.report/v1',
        command: 'check',
        findings: findings(120),
        staleFiles: [],
      });
      await checkRun(session, planOf('prod'), '--report', report);
      expect(session.github.state.checkRuns[0]?.annotations).toHaveLength(120);
      expect(session.github.state.checkRuns[0]?.annotations[0]).toEqual({
        ...{ path: 'secrets.d/a.yaml', start_line: 1, end_line: 1, start_column: 3, end_column: 8 },
        ...{ annotation_level: 'warning', title: 'owner-required', message: 'Name an owner.' },
      });
    }),
  );

  test.concurrent(
    'writes over what an earlier attempt said',
    inSession(async (session) => {
      await checkRun(session, planOf('prod', { actions: [actionOf('prod', { secret: 'a' })] }));
      const refusals = [
        { environment: 'prod', secret: null, name: 'x', reason: 'account' as const, message: 'Another account.' },
      ];
      await checkRun(session, planOf('prod', { refusals }));
      expect(session.github.state.checkRuns).toMatchObject([
        { conclusion: 'failure', output: { title: '🔴 1 refused' } },
      ]);
    }),
  );
});

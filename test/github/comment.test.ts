import { describe, expect, test } from '@jest/globals';
import { WORKFLOW_LOGIN } from './fake/state.ts';
import { actionOf, planOf } from './plans.ts';
import { comment, HEAD, inSession, ownBodies, type Session, writesOf } from './session.ts';

const prod = planOf('prod', { actions: [actionOf('prod', { secret: 'kafka-admin' })] });
const dev = planOf('dev');

function addComment({ github: { state } }: Session, login: string, body: string): void {
  const id = state.nextId++;
  state.comments.push({ id, issue: 7, html_url: `https://github.com/c/${id}`, body, user: { login } });
}

describe('keywright github comment', () => {
  test.concurrent(
    'writes one comment an environment and says where',
    inSession(async (session) => {
      const { status, stdout, stderr } = await comment(session, [prod, dev]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/^dev: created https:\S+\nprod: created https:\S+\n$/);
      expect(ownBodies(session)).toHaveLength(2);
      expect(ownBodies(session)[0]).toContain('### ⚪ `dev`: nothing changes in AWS');
      expect(ownBodies(session)[1]).toContain('### 🟢 `prod`: 1 harmless change');
    }),
  );

  test.concurrent(
    'asks for nothing where the comment is as wanted',
    inSession(async (session) => {
      await comment(session, [prod]);
      session.github.state.requests.length = 0;
      const { stdout } = await comment(session, [prod]);
      expect(stdout).toContain('prod: unchanged');
      expect(writesOf(session)).toEqual([]);
    }),
  );

  test.concurrent(
    'edits its comment in place when the plan changes',
    inSession(async (session) => {
      await comment(session, [prod]);
      const { stdout } = await comment(session, [planOf('prod')]);
      expect(stdout).toContain('prod: updated');
      expect(ownBodies(session)).toHaveLength(1);
      expect(ownBodies(session)[0]).toContain('nothing changes in AWS');
    }),
  );

  test.concurrent(
    'finds its comment behind more than a page of others',
    inSession(async (session) => {
      for (let index = 0; index < 130; index += 1) addComment(session, 'somebody', `comment ${index}`);
      await comment(session, [prod]);
      for (let index = 0; index < 130; index += 1) addComment(session, 'somebody', `later comment ${index}`);
      await comment(session, [planOf('prod')]);
      expect(ownBodies(session)).toHaveLength(1);
    }),
  );

  test.concurrent(
    'leaves alone what others wrote, a copied marker too',
    inSession(async (session) => {
      await comment(session, [prod]);
      const [own = ''] = ownBodies(session);
      session.github.state.comments.length = 0;
      addComment(session, 'mallory', own);
      addComment(session, WORKFLOW_LOGIN, `> ${own}`);
      await comment(session, [planOf('prod')]);
      expect(session.github.state.comments.map(({ body }) => body === own || body === `> ${own}`)).toEqual([
        true,
        true,
        false,
      ]);
    }),
  );

  test.concurrent(
    'keeps the oldest of duplicates',
    inSession(async (session) => {
      await comment(session, [prod]);
      const [own = ''] = ownBodies(session);
      addComment(session, WORKFLOW_LOGIN, own);
      addComment(session, WORKFLOW_LOGIN, own);
      const first = session.github.state.comments[0]?.id;
      await comment(session, [prod]);
      expect(session.github.state.comments.map(({ id }) => id)).toEqual([first]);
    }),
  );

  test.concurrent(
    'says so where an environment could not be planned, or is not touched any more',
    inSession(async (session) => {
      await comment(session, [prod, dev]);
      await comment(session, [], '--env', 'prod', '--complete');
      expect(ownBodies(session).map((body) => body.split('\n')[1])).toEqual([
        '### ⚪ `dev`: not touched any more',
        '### ❌ `prod`: could not be planned',
      ]);
    }),
  );

  test.concurrent(
    'names the commit and the digest in the marker',
    inSession(async (session) => {
      await comment(session, [prod]);
      const digest = encodeURIComponent(prod.environments[0]?.digest ?? '');
      expect(ownBodies(session)[0]?.split('\n')[0]).toBe(
        `<!-- keywright:plan v1 root=. environment=prod head=${HEAD} digest=${digest} -->`,
      );
    }),
  );

  test.concurrent(
    'links to the new findings and leaves out those of the base branch',
    inSession(async (session) => {
      const finding = {
        ...{
          rule: 'rotation-required',
          severity: 'warning',
          message: 'Declare rotation.',
          pointer: '/spec',
          document: 0,
        },
        ...{
          file: 'secrets.d/a b.yaml',
          line: 9,
          column: 3,
          endLine: 9,
          endColumn: 9,
          secret: 'a',
          environment: 'prod',
        },
        ...{ fixable: false, waived: null, help: '' },
      };
      const staleFiles = [{ path: 'manifests/prod/a.yaml' }, { path: 'manifests/dev/b.yaml' }];
      const report = (findings: readonly object[]) => ({
        schema: 'keywright.report/v1',
        command: 'check',
        findings,
        staleFiles,
      });
      const head = session.write('head.json', report([finding, { ...finding, rule: 'owner-required', line: 2 }]));
      const base = session.write('base.json', report([{ ...finding, line: 30 }]));
      await comment(session, [prod], '--report', head, '--base-report', base);
      expect(ownBodies(session)[0]).toContain('**1 finding new in this pull request**');
      expect(ownBodies(session)[0]).toContain(
        `[\`secrets.d/a b.yaml:2\`](https://github.com/example-org/kafka-platform/blob/${HEAD}/secrets.d/a%20b.yaml#L2) \`owner-required\``,
      );
      expect(ownBodies(session)[0]).not.toContain('rotation-required');
      expect(ownBodies(session)[0]).toContain('<summary>1 generated file to be renewed');
    }),
  );
});

describe('when GitHub has a bad day', () => {
  for (const fault of ['bad-gateway', 'secondary-limit', 'primary-limit', 'lost'] as const) {
    test.concurrent(
      `one comment comes of a ${fault} reply to its creation`,
      inSession(async (session) => {
        session.github.state.faults.push({ operation: 'issues/create-comment', fault, times: 1 });
        const { status, stdout } = await comment(session, [prod]);
        expect(status).toBe(0);
        expect(stdout).toContain('prod: created https://');
        expect(ownBodies(session)).toHaveLength(1);
      }),
    );
  }

  test.concurrent(
    'a failing list is asked again',
    inSession(async (session) => {
      session.github.state.faults.push({ operation: 'issues/list-comments', fault: 'bad-gateway', times: 2 });
      expect((await comment(session, [prod])).status).toBe(0);
      expect(ownBodies(session)).toHaveLength(1);
    }),
  );

  test.concurrent(
    'GitHub being down warns and does not fail the job',
    inSession(async (session) => {
      session.github.state.faults.push({ operation: 'issues/create-comment', fault: 'bad-gateway', times: 99 });
      const { status, stderr } = await comment(session, [prod]);
      expect(status).toBe(0);
      expect(stderr).toMatch(/^::warning title=Keywright::GitHub could not be told \(status 502, POST \/repos/);
      expect(ownBodies(session)).toEqual([]);
    }),
  );
});

test.concurrent(
  'a token that may only read ends with what to grant',
  inSession(async (session) => {
    const { state } = session.github;
    state.tokens.set('workflow-token', { login: WORKFLOW_LOGIN, permissions: { 'pull-requests': 'read' } });
    const { status, stderr } = await comment(session, [prod]);
    expect(status).toBe(1);
    expect(stderr).toContain('give the job `pull-requests: write`');
    expect(state.violations.splice(0)).toEqual(['issues/create-comment needs issues or pull-requests: write']);
  }),
);

test.concurrent(
  'keywright github outcome adds to a comment what became of its plan, and changes its mind',
  inSession(async (session) => {
    await comment(session, [prod, dev]);
    const tell = (result: string) =>
      session.run(
        'github',
        'outcome',
        '--env',
        'prod',
        '--pull-request',
        '7',
        '--pull-request',
        '8',
        '--result',
        result,
      );
    expect((await tell('waiting')).stdout).toMatch(/^prod: updated https:\S+\n$/);
    expect(ownBodies(session)[1]).toContain('⏳ **Not applied**: AWS needs more');
    await tell('applied');
    expect((await tell('applied')).stdout).toContain('prod: unchanged');
    const [devBody = '', prodBody = ''] = ownBodies(session);
    expect(prodBody.split('\n').slice(1, 6)).toEqual([
      '### 🟢 `prod`: 1 harmless change',
      '',
      '<!-- keywright:status -->✅ **Applied** ([run](https://github.com/example-org/kafka-platform/actions/runs/42))',
      '',
      '| Secret | What happens | Effect |',
    ]);
    expect(devBody).not.toContain('keywright:status');
  }),
);

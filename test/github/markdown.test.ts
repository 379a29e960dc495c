import { describe, expect, test } from '@jest/globals';
import { COMMENT_BUDGET, commentBody } from '../../pipelines/github/comment-body.ts';
import { newFindings } from '../../pipelines/github/new-findings.ts';
import { SUMMARY_BUDGET_BYTES, summaryBody } from '../../pipelines/reports/plan/markdown/summary-body.ts';
import { viewsOf } from '../../pipelines/reports/plan/markdown/view.ts';
import type { Plan } from '../../schemas/plan.ts';
import type { LocatedFinding } from '../../schemas/types.ts';
import { HOSTILE, render } from './hostile.ts';
import { actionOf, planOf } from './plans.ts';

const links = { tree: 'https://github.com/o/r/blob/abc', run: 'https://github.com/o/r/actions/runs/1' };

function bodyOf(plan: Plan, findings: readonly LocatedFinding[] = []): string {
  const [view] = viewsOf(plan);
  if (view === undefined) throw new Error('a plan without environments');
  return commentBody({ view, links, newFindings: findings, staleFiles: [] }, { root: '.', head: 'abcdef0123' });
}

describe('the comment', () => {
  test('hostile names, everywhere a name can stand, leave its structure as it is', () => {
    const tame = render(bodyOf(planWith('x')));
    for (const text of HOSTILE) {
      const html = render(bodyOf(planWith(text)));
      expect(tagsOf(html)).toEqual(tagsOf(tame));
      expect(html.split('\n').filter((line) => line.startsWith('::'))).toEqual([]);
    }
  });

  test.each([1, 30, 300, 1_000, 5_000])('on %d changes is within the budget, all fences closed', (size) => {
    const actions = Array.from({ length: size }, (_, index) =>
      actionOf('prod', {
        secret: `service-${String(index).padStart(4, '0')}`,
        ...(index % 7 === 0 ? { type: 'write-value' as const, effects: ['replaces-live-value' as const] } : {}),
      }),
    );
    const body = bodyOf(planOf('prod', { actions }));
    expect(body.length).toBeLessThanOrEqual(COMMENT_BUDGET);
    expect(body.split('\n')[1]).toContain(
      size === 1 ? '1 live value replaced' : `${Math.ceil(size / 7)} live values replaced`,
    );
    expect(body.match(/^```/gm)?.length ?? 0).toBe(size <= 300 && body.includes('```diff') ? 2 : 0);
    expect((body.match(/<details>/g) ?? []).length).toBe((body.match(/<\/details>/g) ?? []).length);
  });

  test('even with the longest of everything is within the budget', () => {
    const long = '`|@'.repeat(3_000);
    const plan = planWith(long);
    const many = planOf('prod', {
      actions: Array.from({ length: 100 }, (_, index) =>
        actionOf('prod', { secret: `${index}${long}`, type: 'delete', effects: ['changes-access'] }),
      ),
      refusals: Array.from({ length: 50 }, () => plan.refusals[0] ?? []).flat(),
      manifests: Array.from({ length: 500 }, () => plan.manifests[0] ?? []).flat(),
      orphans: Array.from({ length: 500 }, () => plan.orphans[0] ?? []).flat(),
      awaitingValue: Array.from({ length: 500 }, () => plan.awaitingValue[0] ?? []).flat(),
    });
    expect(bodyOf(many).length).toBeLessThanOrEqual(COMMENT_BUDGET);
  });

  test('tells what somebody loses before what is harmless', () => {
    const actions = [
      actionOf('prod', { secret: 'a' }),
      actionOf('prod', { secret: 'b', type: 'delete', effects: ['changes-access'] }),
      actionOf('prod', { secret: 'c', type: 'remove-replica', effects: ['irreversible'], region: 'us-west-2' }),
    ];
    const manifests = [{ id: 'prod/eks/kafka/ExternalSecret/b#remove', effects: ['removes-consumer' as const] }];
    const body = bodyOf(planOf('prod', { actions, manifests }));
    expect(body).toContain(
      '### 🔴 `prod`: 1 irreversible change, 1 consumer cut off, 1 secret deleted, 1 other change',
    );
    expect(body.indexOf('[!CAUTION]')).toBeLessThan(body.indexOf('| Secret |'));
    expect(body.indexOf('`prod-c`')).toBeLessThan(body.indexOf('`prod-b`'));
  });

  test('shows which keys of a value change', () => {
    const changes = [{ path: '/value/password', before: { generation: 1 }, after: { generation: 2 } }];
    const body = bodyOf(planOf('prod', { actions: [actionOf('prod', { secret: 'a', type: 'write-value', changes })] }));
    expect(body).toContain('- value/password: {"generation":1}\n+ value/password: {"generation":2}');
  });

  test('masks what looks like a credential, wherever it stands', () => {
    const token = `ghp_${'aB3dE5fG7h'.repeat(4).slice(0, 36)}`;
    const body = bodyOf(planWith(`before ${token} after`));
    expect(body).not.toContain(token.slice(4, 20));
    expect(body).toContain('********');
  });
});

test('a summary of a thousand changes in ten environments is within what a step may write', () => {
  const pages = Array.from({ length: 10 }, (_, index) => {
    const name = `env-${index}`;
    const actions = Array.from({ length: 1_000 }, (_, one) => actionOf(name, { secret: `service-${one}` }));
    return viewsOf(planOf(name, { actions })).map((view) => ({ view, links, newFindings: [], staleFiles: [] }));
  }).flat();
  const body = summaryBody(pages);
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(SUMMARY_BUDGET_BYTES);
  expect(body.match(/^### /gm)).toHaveLength(10);
});

test('new findings are those beyond the base branch, counted, wherever they moved', () => {
  const at = (line: number, rule: string): LocatedFinding => ({
    ...{ rule, severity: 'warning', message: 'm', file: 'f', document: 0, pointer: '/spec', secret: 's' },
    ...{
      environment: null,
      fixable: false,
      waived: null,
      line,
      column: 1,
      endLine: line,
      endColumn: 2,
      help: '',
      frame: null,
    },
  });
  const fresh = newFindings([at(1, 'a'), at(5, 'a'), at(9, 'b')], [at(3, 'a')]);
  expect(fresh.map(({ rule, line }) => `${rule}${line}`)).toEqual(['a5', 'b9']);
});

function planWith(text: string): Plan {
  return planOf('prod', {
    actions: [
      actionOf('prod', {
        secret: text,
        name: text,
        region: text,
        changes: [{ path: `/tags/${text}`, before: text, after: [text] }],
      }),
      actionOf('prod', {
        secret: text,
        name: `${text}2`,
        region: text,
        type: 'remove-replica',
        effects: ['irreversible'],
      }),
      actionOf('prod', {
        secret: text,
        name: `${text}3`,
        type: 'update-kms-key',
        effects: ['re-encrypts'],
        changes: [{ path: '/kmsKeyId', before: null, after: text }],
      }),
      actionOf('prod', {
        secret: text,
        name: `${text}4`,
        type: 'write-value',
        effects: ['replaces-live-value'],
        changes: [{ path: `/value/${text}`, before: null, after: text }],
      }),
    ],
    manifests: [{ id: `prod/${text}#remove`, effects: ['removes-consumer'] }],
    refusals: [{ environment: 'prod', secret: text, name: text, reason: 'foreign', message: text }],
    orphans: [{ environment: 'prod', name: text, arn: text, declaration: text }],
    awaitingValue: [{ environment: 'prod', secret: text, keys: [text], source: 'external', owner: text }],
  });
}

function tagsOf(html: string): readonly string[] {
  return html.match(/<[/!]?[a-z-]+/gi) ?? [];
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { actionlint } from './actionlint.ts';
import { loadEngine } from './runner/engine.ts';
import { type Job, type Workflow, workflowErrors } from './runner/workflow.ts';

const FOLDER = '.github/workflows';
const paths = readdirSync(FOLDER).map((name) => join(FOLDER, name));

test('actionlint has nothing to say', () => {
  expect(actionlint(paths)).toEqual([]);
});

test('action.yml is what GitHub takes for an action', async () => {
  const { parser, parseAction } = await loadEngine();
  const content = readFileSync('action.yml', 'utf8');
  const { context } = parseAction({ name: 'action.yml', content }, new parser.NoOperationTraceWriter());
  expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
});

describe.each(paths)('%s', (path) => {
  const text = readFileSync(path, 'utf8');
  const workflow: Workflow = parse(text);
  const jobs: readonly (readonly [string, Job & { readonly 'timeout-minutes'?: number }])[] = Object.entries(
    workflow.jobs,
  );
  const steps = jobs.flatMap(([, job]) => job.steps ?? []);

  test("satisfies GitHub's own parser", async () => {
    expect(await workflowErrors(path)).toEqual([]);
  });

  test('grants nothing by default, and gives a reason with every grant', () => {
    expect(workflow.permissions).toEqual({});
    const grants = text.split('\n').filter((line) => /^ +[\w-]+: (?:read|write)\b/.test(line));
    expect(grants.filter((line) => !/# \w{2,}/.test(line))).toEqual([]);
    expect(text).not.toContain('write-all');
  });

  test('pins every action to a commit, with its version', () => {
    const used = text.split('\n').filter((line) => /^\s*(?:- )?uses:/.test(line));
    const foreign = used.filter((line) => !line.includes('uses: ./'));
    expect(foreign.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test('keeps names from outside away from scripts', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });

  test('ends every job in time, and leaves no token behind', () => {
    const own = jobs.filter(([, job]) => job.uses === undefined);
    expect(own.filter(([, job]) => job['timeout-minutes'] === undefined)).toEqual([]);
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });

  test('reads secrets only in jobs with an environment', () => {
    const reading = jobs.filter(([, job]) => JSON.stringify(job).includes('secrets.') && job.environment === undefined);
    expect(reading.map(([id]) => id)).toEqual([]);
  });
});

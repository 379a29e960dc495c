import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { unzipTexts } from '../../../pipelines/github/unzip.ts';
import type { JobRun } from './run-job.ts';
import type { StepRun } from './run-step.ts';
import { KEYWRIGHT } from './world.ts';
import { zipOf } from './zip.ts';

type StandIn = (run: JobRun, inputs: { readonly [name: string]: string }) => StepRun;

/** What somebody else's actions do, as far as the workflows need it. */
export const standIns: { readonly [action: string]: StandIn } = {
  'actions/checkout': (run, inputs) => {
    if (inputs['persist-credentials'] !== 'false') return failed('the token must not stay in the working tree');
    return inputs.repository === KEYWRIGHT.repository ? checkOutKeywright(run, inputs) : checkOut(run, inputs);
  },
  'actions/upload-artifact': upload,
  'actions/download-artifact': download,
  'aws-actions/configure-aws-credentials': takeRole,
  'github/codeql-action/upload-sarif': (run, inputs) => {
    if (run.permissions['security-events'] !== 'write') return failed('the token needs security-events: write');
    const { version, runs } = JSON.parse(readFileSync(inputs.sarif_file ?? '', 'utf8'));
    return version === '2.1.0' && runs.length === 1 ? passed() : failed('this is not one SARIF run');
  },
};

function checkOut({ world, workspace }: JobRun, inputs: { readonly [name: string]: string }): StepRun {
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: workspace, stdio: 'pipe' });
  const depth = inputs['fetch-depth'] === '0' ? [] : ['--depth', '1'];
  git('init', '--quiet');
  const ref = inputs.ref || world.event.sha;
  git(
    'fetch',
    '--quiet',
    ...depth,
    `file://${world.origin}`,
    ref,
    ...(depth.length > 0 ? [] : ['+refs/heads/*:refs/remotes/origin/*']),
  );
  git('checkout', '--quiet', '--detach', ref === world.event.sha ? ref : 'FETCH_HEAD');
  return passed();
}

/** The action as built from this tree, under the name that action.yml gives it. */
function checkOutKeywright({ world, workspace }: JobRun, inputs: { readonly [name: string]: string }): StepRun {
  if (inputs.ref !== KEYWRIGHT.sha) return failed(`Keywright has no commit ${inputs.ref}`);
  const folder = join(workspace, inputs.path ?? '');
  mkdirSync(folder, { recursive: true });
  cpSync(join(world.keywright, 'action.yml'), join(folder, 'action.yml'));
  symlinkSync(join(world.keywright, 'build/action'), join(folder, 'dist'));
  return passed();
}

function upload({ world }: JobRun, inputs: { readonly [name: string]: string }): StepRun {
  const path = inputs.path ?? '';
  if (!existsSync(path)) return inputs['if-no-files-found'] === 'ignore' ? passed() : passed(`nothing at ${path}`);
  const { state } = world.github;
  const { runId, sha, payload } = world.event;
  const pull = payload.pull_request as { head: { sha: string; repo: { id: number } } } | undefined;
  const id = state.nextId++;
  state.artifacts.push({
    ...{ id, name: inputs.name ?? '', expired: false, created_at: new Date().toISOString(), zip: zipOf(filesAt(path)) },
    workflow_run: {
      id: runId,
      head_sha: pull?.head.sha ?? sha,
      repository_id: 1,
      head_repository_id: pull?.head.repo.id ?? 1,
    },
  });
  return passed();
}

function filesAt(path: string): { readonly [name: string]: string } {
  if (statSync(path).isFile()) return { [path.split('/').at(-1) ?? '']: readFileSync(path, 'utf8') };
  const names = readdirSync(path).filter((name) => statSync(join(path, name)).isFile());
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}

/** Artifacts of this run only. By name one has to be there; by pattern there may be none. */
function download({ world }: JobRun, inputs: { readonly [name: string]: string }): StepRun {
  const { name, pattern = '', path = '' } = inputs;
  const prefix = pattern.replace(/\*$/, '');
  const own = world.github.state.artifacts.filter(({ workflow_run: run }) => run.id === world.event.runId);
  const wanted = own.filter((artifact) =>
    name === undefined ? artifact.name.startsWith(prefix) : artifact.name === name,
  );
  if (name !== undefined && wanted.length === 0) return failed(`there is no artifact ${name}`);
  mkdirSync(path, { recursive: true });
  for (const { zip } of wanted) {
    for (const [file, text] of unzipTexts(zip, () => true)) writeFileSync(join(path, file), text);
  }
  return passed();
}

/** Access keys of the embedded endpoint: `PLAN` or `APPLY`, and the account. */
function takeRole(run: JobRun, inputs: { readonly [name: string]: string }): StepRun {
  if (run.permissions['id-token'] !== 'write') return failed('the token needs id-token: write');
  const [, account, name] =
    /^arn:aws:iam::(\d{12}):role\/keywright-(plan|apply)$/.exec(inputs['role-to-assume'] ?? '') ?? [];
  if (account === undefined || name === undefined) return failed(`there is no role ${inputs['role-to-assume']}`);
  Object.assign(run.env, {
    AWS_ACCESS_KEY_ID: `${name.toUpperCase()}${account}`,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: inputs['aws-region'],
  });
  return passed();
}

function passed(log = ''): StepRun {
  return { result: 'success', outputs: {}, log };
}

function failed(log: string): StepRun {
  return { result: 'failure', outputs: {}, log };
}

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart } from 'cdk8s';
import { loadEstate } from '../../pipelines/declarations/estate.ts';
import { generate } from '../../pipelines/generate/generate.ts';
import { compareFiles, findStaleFiles } from '../../pipelines/generate/stale-files.ts';
import { writeFiles } from '../../pipelines/generate/write.ts';
import type { ClusterSpec } from '../../schemas/declarations.ts';
import type { Estate } from '../../schemas/types.ts';
import { manifestsOf } from './manifests-of.ts';
import { refusals } from './rules.ts';
import { violationsAt } from './validate-manifest.ts';

const { estate } = loadEstate('.');

function withClusters(change: (spec: ClusterSpec) => ClusterSpec): Estate {
  return { ...estate, clusters: estate.clusters.map((cluster) => ({ ...cluster, spec: change(cluster.spec) })) };
}

function atVersion(version: string): Estate {
  return withClusters((spec) =>
    spec.externalSecrets === undefined ? spec : { ...spec, externalSecrets: { ...spec.externalSecrets, version } },
  );
}

test('the committed manifests are fresh', () => {
  expect(findStaleFiles('.', generate(estate).files, estate)).toEqual([]);
});

describe.each(['2.9', '2.4', '0.17', '0.16'])("the repository's estate for operator %s", (version) => {
  const manifests = [...manifestsOf(atVersion(version))];

  test('has no manifest that the CRDs of that version refuse', () => {
    const violations = violationsAt(version);
    expect(manifests.flatMap(([path, manifest]) => label(path, violationsOfOurs(violations, manifest)))).toEqual([]);
  });

  test('has no manifest that the webhook or the AWS provider refuses', () => {
    expect(manifests.flatMap(([path, manifest]) => label(path, refusals(manifest)))).toEqual([]);
  });
});

type Violations = ReturnType<typeof violationsAt>;
type Manifest = Parameters<Violations>[0];

/** ServiceAccounts and Flux's objects are not ours to have a schema of. */
function violationsOfOurs(violations: Violations, manifest: Manifest): readonly string[] {
  return /^(external-secrets|secrets-store)/.test(manifest.apiVersion) ? violations(manifest) : [];
}

function label(path: string, problems: readonly string[]): readonly string[] {
  return problems.map((problem) => `${path}: ${problem}`);
}

test("all manifests are byte for byte what cdk8s's own YAML writing gives", () => {
  const files = generate(estate).files.filter(({ path }) => !/kustomization\.yaml$|\.json$/.test(path));
  const chart = new Chart(new App(), 'all');
  for (const [index, manifest] of [...manifestsOf(estate).values()].entries()) {
    new ApiObject(chart, `object-${index}`, manifest);
  }
  const bodies = files.map(({ text }) => text.slice(text.indexOf('\n') + 1));
  expect(bodies.join('---\n')).toBe(App.of(chart).synthYaml());
});

const kubectl = spawnSync('kubectl', ['kustomize', '--help']).status === 0;
const required = process.env.KEYWRIGHT_REQUIRE_ALL === '1';
const testWithKubectl = kubectl || required ? test : test.skip;

testWithKubectl.each(['argocd', 'flux'] as const)('kubectl kustomize renders every folder (%s)', (gitops) => {
  const root = mkdtempSync(join(tmpdir(), 'keywright-kustomize-'));
  const wanted = withClusters((spec) => ({ ...spec, gitops }));
  const { files } = generate(wanted);
  writeFiles(root, compareFiles(root, files, wanted));
  const folders = files.filter(({ path }) => path.endsWith('/kustomization.yaml')).map(({ path }) => dirname(path));
  for (const folder of folders) {
    const rendered = execFileSync('kubectl', ['kustomize', join(root, folder)], { encoding: 'utf8' });
    expect(rendered).toContain('kind: ');
  }
  rmSync(root, { recursive: true });
});

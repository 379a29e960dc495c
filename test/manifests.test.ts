import { afterAll, describe, expect, test } from '@jest/globals';
import { assembleEstate } from '../pipelines/declarations/estate.ts';
import { lintManifests } from '../pipelines/lint/lint-manifests.ts';
import { parseManifests } from '../pipelines/manifests/parse-manifests.ts';
import { removeTree, writeTree } from './support/estate.ts';
import { runCli } from './support/run-cli.ts';

const store = `apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: { name: aws }
spec: { provider: { aws: { service: SecretsManager, region: us-east-1, role: "arn:aws:iam::111122223333:role/app" } } }
`;

const variable = (name: string) => `$\{${name}}`;

function look(files: { readonly [path: string]: string }) {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const parsed = parseManifests(sources);
  const { estate } = assembleEstate([]);
  const findings = lintManifests({ files: sources, ...parsed, estate, now: new Date('2026-12-01') });
  return { ...parsed, findings: findings.map(({ rule, pointer }) => `${rule} ${pointer}`) };
}

describe('what is looked at', () => {
  test('objects of our kinds, also in a List', () => {
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: [{ kind: 'ConfigMap', apiVersion: 'v1' }, { kind: 'SecretStore' }],
    };
    const text = `${JSON.stringify(list).replace('"SecretStore"', '"SecretStore","apiVersion":"external-secrets.io/v1"')}`;
    const { manifests, leftAlone, findings } = look({ 'list.yaml': text });
    expect(manifests.map(({ pointer }) => pointer)).toEqual(['/items/1']);
    expect(leftAlone.otherDocuments).toBe(1);
    expect(findings).toEqual(['schema /items/1', 'schema /items/1']);
  });

  test.each([
    ["Helm's actions", '{{- if .Values.x }}\nkind: SecretStore\n{{- end }}\n'],
    ["Helm's values in strings", store.replace('us-east-1', '"{{ .Values.region }}"')],
    ['Jinja', '{% raw %}\nkind: SecretStore\n{% endraw %}\n'],
    ['Terraform', 'a:\n  %{ for k in x ~}\n  - x\n  %{ endfor ~}\n'],
  ])('%s: a template is left alone', (_, text) => {
    const { leftAlone, findings } = look({ 'templates/a.yaml': text });
    expect(leftAlone.helmTemplates).toEqual(['templates/a.yaml']);
    expect(findings).toEqual([]);
  });

  test('a patch of a kustomization is left alone: it is a part of an object', () => {
    const { leftAlone, findings } = look({
      'overlay/kustomization.yaml': 'resources: [../base]\npatches: [{ path: ./store.yaml }]\n',
      'overlay/store.yaml':
        'apiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata: { name: aws }\nspec: {}\n',
    });
    expect(leftAlone.patches).toEqual(['overlay/store.yaml']);
    expect(findings).toEqual([]);
  });

  test('other YAML that is broken is said to be so', () => {
    expect(look({ 'a.yaml': 'a: [1\n' }).findings).toEqual(['yaml-syntax ']);
  });

  test('the templates of ESO, in quotes, do not make broken YAML a Helm template', () => {
    const { findings, leftAlone } = look({ 'a.yaml': 'text: "{{ .key }}"\na: [1\n', 'b.yaml': 'a: {{ key }}-x\n' });
    expect(leftAlone.helmTemplates).toEqual(['b.yaml']);
    expect(findings).toEqual(['yaml-syntax ']);
  });
});

describe('shapes', () => {
  test('a misspelt field has its place', () => {
    expect(look({ 'a.yaml': store.replace('role:', 'roel:') }).findings).toContain('schema /spec/provider/aws/roel');
  });

  test('labels and annotations are strings', () => {
    const annotated = store.replace(
      /metadata: \{/,
      'metadata: { annotations: { build: 12, none: , sha: "34" }, labels: { on: true },',
    );
    expect(look({ 'a.yaml': annotated }).findings.toSorted()).toEqual([
      'schema /metadata/annotations/build',
      'schema /metadata/labels/on',
    ]);
  });

  test('variables that are filled in later are no mistake', () => {
    const named = store
      .replace('name: aws', `name: "${variable('STORE')}"`)
      .replace('us-east-1', `"${variable('REGION')}"`);
    expect(look({ 'a.yaml': named }).findings).toEqual([]);
  });

  test('other providers are left alone', () => {
    const vault = store.replace(/aws: \{[^}]*\}/, 'vault: { anything: goes }');
    expect(look({ 'a.yaml': vault }).findings).toEqual([]);
  });
});

describe('keywright lint --manifests', () => {
  const folders: string[] = [];
  afterAll(() => folders.forEach(removeTree));
  const tree = (files: { readonly [path: string]: string }) => {
    const root = writeTree(files);
    folders.push(root);
    return root;
  };

  test('works without declarations, and says what it left alone', async () => {
    const cwd = tree({
      'k8s/store.yaml': store.replace('/v1', '/v1beta1'),
      'k8s/deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\n',
    });
    const { status, stdout, stderr } = await runCli(['lint', '--manifests', 'k8s'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^k8s\/store\.yaml:1:1 warning .* \[eso-api-version\]$/m);
    expect(stderr).toBe('Looked at 1 manifest. Left alone: 1 document of other kinds.\n');
  });

  test('--fix changes only what it must', async () => {
    const before = `# a store\n${store.replace('/v1', '/v1beta1 # old')}`;
    const cwd = tree({ 'store.yaml': before });
    const dry = await runCli(['lint', '--manifests', 'store.yaml', '--fix', '--dry-run'], { cwd });
    expect(dry.stdout).toContain(
      '-apiVersion: external-secrets.io/v1beta1 # old\n+apiVersion: external-secrets.io/v1 # old\n',
    );
    const { status, stderr } = await runCli(['lint', '--manifests', 'store.yaml', '--fix'], { cwd });
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'Fixed 1 finding in 1 file.\nLooked at 1 manifest.\n' });
  });

  test('uses the declarations that are near', async () => {
    const secret =
      'apiVersion: keywright/v1\nkind: Secret\nmetadata: { name: app }\nspec: { type: application, environments: [prod], owner: a, description: b, value: { key: { external: true } } }\n';
    const prod =
      'apiVersion: keywright/v1\nkind: Environment\nmetadata: { name: prod }\nspec: { tier: production, managedBy: a, aws: { accountId: "111122223333", region: us-east-1 } }\n';
    const external =
      'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: a }\nspec: { data: [{ secretKey: a, remoteRef: { key: prod/app, property: kay } }] }\n';
    const cwd = tree({ 'secrets.d/a.yaml': `${prod}---\n${secret}`, 'k8s/a.yaml': external });
    const { stdout } = await runCli(['lint', '--manifests', 'k8s', '--format', 'json'], { cwd });
    expect(JSON.parse(stdout).findings).toMatchObject([
      { rule: 'eso-remote-ref-unknown', pointer: '/spec/data/0/remoteRef/property' },
    ]);
  });

  test('a path that does not exist is wrong usage', async () => {
    const { status, stderr } = await runCli(['lint', '--manifests', 'nowhere'], { cwd: tree({}) });
    expect({ status, stderr }).toEqual({ status: 64, stderr: 'keywright: --manifests: there is no nowhere.\n' });
  });
});

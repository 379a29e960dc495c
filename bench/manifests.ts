/**
 * Makes the manifests of N ExternalSecrets in one process, by Keywright or by cdk8s alone, and prints the CPU seconds
 * that this took: `manifests.mjs keywright|cdk8s N`. Both begin with objects in memory and end with YAML text.
 */
import { ApiObject, App, Chart } from 'cdk8s';
import { parse } from 'yaml';
import { generate } from '../pipelines/generate/generate.ts';
import type { OutputFile } from '../schemas/types.ts';
import { cluster, consumer, estate, irsa, secret } from '../test/kubernetes/estate.ts';

const NAMESPACES = Array.from({ length: 20 }, (_, index) => `team-${index}`);

const [, , writer = 'keywright', count = '10000'] = process.argv;
const wanted = estateOf(Number(count));
const seconds = writer === 'keywright' ? cpuSeconds(() => generate(wanted)) : cdk8sSeconds(generate(wanted).files);
process.stdout.write(`${seconds}\n`);

function estateOf(secrets: number) {
  const serviceAccounts = Object.fromEntries(NAMESPACES.map((name) => [`${name}/app`, irsa]));
  return estate({
    clusters: { eks: { ...cluster, gitops: 'argocd', serviceAccounts } },
    desired: Array.from({ length: secrets }, (_, index) => {
      const name = `secret-${String(index).padStart(5, '0')}`;
      const externalSecret = { name, keys: { USERNAME: 'username', PASSWORD: 'password' } };
      const namespaces = [NAMESPACES[index % NAMESPACES.length] ?? ''];
      return secret(name, { kubernetes: { app: { ...consumer, namespaces, externalSecret } } });
    }),
  });
}

/** The same objects through cdk8s's own rendering, one App and one chart: the way that costs it least. */
function cdk8sSeconds(files: readonly OutputFile[]): number {
  const manifests = files.filter(({ path }) => !path.endsWith('kustomization.yaml'));
  const objects = manifests.map(({ text }) => parse(text, { version: '1.1' }));
  return cpuSeconds(() => {
    const app = new App();
    const chart = new Chart(app, 'all');
    for (const [index, object] of objects.entries()) new ApiObject(chart, `object-${index}`, object);
    app.synthYaml();
  });
}

function cpuSeconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

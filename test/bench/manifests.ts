/** One measurement of `npm run bench:manifests`: generates N ExternalSecrets our way or cdk8s's, prints CPU ms. */
import { ApiObject, App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { generate } from '../../pipelines/generate.ts';
import { cluster, consumer, estate, irsa, secret } from '../kubernetes/estate.ts';

const [, , mode = 'keywright', count = '10000'] = process.argv;
const namespaces = Array.from({ length: 20 }, (_, index) => `team-${index}`);
const wanted = estate({
  clusters: {
    eks: {
      ...cluster,
      gitops: 'argocd',
      serviceAccounts: Object.fromEntries(namespaces.map((name) => [`${name}/app`, irsa])),
    },
  },
  desired: Array.from({ length: Number(count) }, (_, index) => {
    const name = `secret-${String(index).padStart(5, '0')}`;
    const externalSecret = { name, keys: { USERNAME: 'username', PASSWORD: 'password' } };
    const namespace = namespaces[index % namespaces.length] ?? '';
    return secret(name, { kubernetes: { app: { ...consumer, namespaces: [namespace], externalSecret } } });
  }),
});

function cpuMs(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

if (mode === 'keywright') {
  process.stdout.write(`${cpuMs(() => generate(wanted))}\n`);
} else {
  const manifests = generate(wanted).files.filter(({ path }) => !path.endsWith('kustomization.yaml'));
  const objects = manifests.map(({ text }) => parseAllDocuments(text, { version: '1.1' })[0]?.toJS());
  const app = () => {
    const chart = new Chart(new App(), 'all');
    for (const [index, object] of objects.entries()) new ApiObject(chart, `object-${index}`, object);
    return App.of(chart).synthYaml();
  };
  process.stdout.write(`${cpuMs(app)}\n`);
}

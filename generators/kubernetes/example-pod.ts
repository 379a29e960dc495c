import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import {
  type ContainerResources,
  Cpu,
  Env,
  type ISecret,
  Pod,
  RestartPolicy,
  Secret,
  ServiceAccount,
  Volume,
} from 'cdk8s-plus-28';
import type { GeneratedFile } from '../../schemas/types.ts';
import { exampleFolderOf } from './example-folder.ts';
import type { Placement } from './placements.ts';
import { toYaml } from './yaml.ts';

/** The Pods need only a shell and `ls`. */
const image = 'public.ecr.aws/docker/library/busybox:1.37';
/** Prints names of variables and files, never their contents: values must not reach a Pod's log. */
const script = 'env | cut -d= -f1 | sort; ls -lR /mnt/secrets';
const resources: ContainerResources = { cpu: { request: Cpu.millis(10), limit: Cpu.millis(100) } };

/** A Pod that consumes one secret the way one consumer does, through environment variables and a volume. */
export function examplePod(placement: Placement): GeneratedFile {
  const { environment, desired, consumerName } = placement;
  const name = `example-${desired.secret}-${consumerName}`;
  return {
    path: `${exampleFolderOf(placement)}/pod-${name}.yaml`,
    owner: { managedBy: environment.spec.managedBy, declaration: `Secret/${desired.secret}` },
    body: toYaml(podObject(placement, name)),
  };
}

function podObject({ namespace, consumer }: Placement, name: string) {
  const chart = new Chart(new App(), 'chart');
  const synced = consumer.externalSecret?.name ?? consumer.secretProviderClass?.syncSecret;
  const secret = synced === undefined ? null : Secret.fromSecretName(chart, 'secret', synced);
  const pod = new Pod(chart, 'pod', {
    metadata: { name, namespace },
    serviceAccount: ServiceAccount.fromServiceAccountName(chart, 'account', consumer.serviceAccount),
    restartPolicy: RestartPolicy.NEVER,
    // The image runs as root by default, which the Pod's own security context refuses.
    securityContext: { user: 1000, group: 1000, fsGroup: 1000 },
  });
  const envFrom = secret === null ? {} : { envFrom: [Env.fromSecret(secret)] };
  ApiObject.of(pod).addJsonPatch(JsonPatch.remove('/metadata/labels'));
  const container = pod.addContainer({ name: 'example', image, command: ['sh', '-c', script], resources, ...envFrom });
  for (const [path, volume] of volumes(chart, { consumer, secret })) container.mount(path, volume, { readOnly: true });
  const [object] = chart.toJson();
  return object;
}

type Mounted = Pick<Placement, 'consumer'> & { readonly secret: ISecret | null };

function volumes(chart: Chart, { consumer, secret }: Mounted): readonly (readonly [string, Volume])[] {
  const { externalSecret, secretProviderClass } = consumer;
  const attributes = { secretProviderClass: secretProviderClass?.name ?? '' };
  return [
    ...(externalSecret === undefined || secret === null
      ? []
      : [['/mnt/secrets/kubernetes', Volume.fromSecret(chart, 'files', secret, { name: 'secret' })] as const]),
    ...(secretProviderClass === undefined
      ? []
      : [
          [
            '/mnt/secrets/csi',
            Volume.fromCsi(chart, 'csi', driver, { name: 'csi', readOnly: true, attributes }),
          ] as const,
        ]),
  ];
}

const driver = 'secrets-store.csi.k8s.io';

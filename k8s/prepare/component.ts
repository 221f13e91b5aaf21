import type { Settings } from './settings.ts';

/** The digests of an installation's images. */
export type Digests = Readonly<Record<'run' | 'service' | 'broker' | 'witness', string>>;

/** The run image as policies, service and broker name it. */
export const runImage = ({ registry }: Settings, { run }: Pick<Digests, 'run'>): string =>
  `${registry}/run@${run}`;

const secret = (name: string, namespace: string, files: readonly string[]) => ({
  name,
  namespace,
  files,
});

const address = (name: string, namespace: string, clusterIP: string | undefined) =>
  clusterIP === undefined
    ? []
    : [
        {
          target: { kind: 'Service', name, namespace },
          patch: JSON.stringify([{ op: 'add', path: '/spec/clusterIP', value: clusterIP }]),
        },
      ];

/** The way to the key service, by its port alone. */
const wayTo = (kms: Settings['kms']) => {
  if (!kms) return [];
  const { port, protocol } = new URL(kms.url);
  const value = { protocol: 'TCP', port: Number(port || (protocol === 'https:' ? 443 : 80)) };
  return [
    {
      target: { kind: 'NetworkPolicy', name: 'only-the-door', namespace: 'mayfly-broker' },
      patch: JSON.stringify([{ op: 'add', path: '/spec/egress/0/ports/-', value }]),
    },
  ];
};

/** Where the nodes' kubelets keep their pods, when that is not the usual place. */
const kubelet = (folder: string | undefined) =>
  folder === undefined
    ? []
    : [
        {
          target: { kind: 'DaemonSet', name: 'mayfly-witness', namespace: 'mayfly-witness' },
          patch: JSON.stringify({
            kind: 'DaemonSet',
            metadata: { name: 'mayfly-witness' },
            spec: {
              template: {
                spec: { volumes: [{ name: 'pods', hostPath: { path: `${folder}/pods` } }] },
              },
            },
          }),
        },
      ];

/**
 * What an overlay adds to the base, as a component of kustomize: secrets, anchors, digests, addresses, places. Pods of any image
 * in `runs` may be made.
 */
export const componentOf = (
  settings: Settings,
  digests: Digests,
  runs: readonly string[],
): object => ({
  apiVersion: 'kustomize.config.k8s.io/v1alpha1',
  kind: 'Component',
  images: (['service', 'broker', 'witness'] as const).map((name) => ({
    name: `mayfly.local/${name}`,
    newName: `${settings.registry}/${name}`,
    digest: digests[name],
  })),
  secretGenerator: [
    secret('mayfly-service', 'mayfly-system', ['service.json']),
    secret('mayfly-broker', 'mayfly-broker', ['broker.json']),
    secret('mayfly-broker-keys', 'mayfly-broker', ['keys']),
  ],
  configMapGenerator: [
    ...settings.namespaces.map((namespace) => ({
      name: 'mayfly-anchor',
      namespace,
      files: ['anchor.json'],
      options: { disableNameSuffixHash: true },
    })),
    { name: 'mayfly-witness', namespace: 'mayfly-witness', files: ['witness.json'] },
  ],
  patches: [
    {
      target: { kind: 'ConfigMap', name: 'run-pod-policy', namespace: 'mayfly-system' },
      patch: JSON.stringify([
        {
          op: 'replace',
          path: '/data/images',
          value: runs.map((run) => runImage(settings, { run })).join(' '),
        },
        { op: 'replace', path: '/data/userNamespace', value: String(settings.userNamespace) },
      ]),
    },
    {
      target: { kind: 'ConfigMap', name: 'broker-pod-policy', namespace: 'mayfly-system' },
      patch: JSON.stringify([
        {
          op: 'replace',
          path: '/data/images',
          value: `${settings.registry}/broker@${digests.broker}`,
        },
      ]),
    },
    ...kubelet(settings.kubelet),
    ...address('mayfly-service', 'mayfly-system', settings.serviceAddress),
    ...address('mayfly-canary', 'mayfly-system', settings.canaryAddress),
    ...address('mayfly-broker', 'mayfly-broker', settings.brokerAddress),
    ...wayTo(settings.kms),
  ],
});

import type { Api, Answer } from '../cluster/api.ts';
import type { RunPod } from './installation.ts';

/** A run pod that lives, with the image it runs. */
export type Target = { readonly pod: RunPod; readonly image: string };

const strategic = { contentType: 'application/strategic-merge-patch+json' };
const merge = { contentType: 'application/merge-patch+json' };
const apply = { contentType: 'application/apply-patch+yaml' };

/** What a cluster administrator could try on a run pod that lives: a way each, with its answer. */
export const otherWays = (
  api: Api,
  { pod, image }: Target,
): Readonly<Record<string, () => Promise<Answer>>> => {
  const { name, namespace } = pod.metadata;
  const space = `/api/v1/namespaces/${namespace}`;
  const own = `${space}/pods/${name}`;
  const patch = (path: string, change: object, how: typeof merge | typeof strategic = merge) =>
    api.call('PATCH', path, change, how);
  const containers = (change: object) => ({ spec: { containers: [{ name: 'pod', ...change }] } });
  const template = { metadata: { labels: { a: 'b' } }, spec: pod.spec };
  const make = (path: string, object: object) => api.call('POST', path, object);
  return {
    'patch the image': () => patch(own, containers({ image: 'x' }), strategic),
    'put another image': async () => {
      const { body } = await api.call('GET', own);
      const text = JSON.stringify(body).replaceAll(image, 'x');
      return api.call('PUT', own, text);
    },
    'apply another image': () =>
      api.call(
        'PATCH',
        `${own}?fieldManager=x&force=true`,
        { apiVersion: 'v1', kind: 'Pod', metadata: { name }, ...containers({ image: 'x' }) },
        apply,
      ),
    'patch the deadline': () => patch(own, { spec: { activeDeadlineSeconds: 11 } }),
    'patch a label': () =>
      patch(own, { metadata: { labels: { 'mayfly.dev/run': '1'.repeat(26) } } }),
    'add an annotation': () => patch(own, { metadata: { annotations: { a: 'b' } } }),
    'add a finalizer': () => patch(own, { metadata: { finalizers: ['a.example/b'] } }),
    'add an owner': () =>
      patch(own, {
        metadata: {
          ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'y' }],
        },
      }),
    'add a toleration': () => patch(own, { spec: { tolerations: [{ operator: 'Exists' }] } }),
    'add an ephemeral container': () =>
      patch(
        `${own}/ephemeralcontainers`,
        { spec: { ephemeralContainers: [{ name: 'd', image, command: ['sh'] }] } },
        strategic,
      ),
    resize: () =>
      patch(`${own}/resize`, containers({ resources: { limits: { memory: '2Gi' } } }), strategic),
    exec: () => api.call('POST', `${own}/exec?command=id&stdout=1`),
    'exec by GET': () => api.call('GET', `${own}/exec?command=id&stdout=1`),
    attach: () => api.call('POST', `${own}/attach?stdout=1`),
    'forward a port': () => api.call('POST', `${own}/portforward`),
    'ask through the proxy': () => api.call('GET', `${own}/proxy/`),
    'forge the image that runs': () =>
      patch(
        `${own}/status`,
        {
          status: {
            containerStatuses: [
              { name: 'pod', image: 'x', imageID: 'x@sha256:0', ready: true, restartCount: 0 },
            ],
          },
        },
        strategic,
      ),
    'forge the address': () =>
      patch(
        `${own}/status`,
        { status: { podIP: '192.0.2.1', podIPs: [{ ip: '192.0.2.1' }] } },
        strategic,
      ),
    'forge the end': () => patch(`${own}/status`, { status: { phase: 'Succeeded' } }),
    'mint a token of the pod': async () => {
      const { body } = await api.call('GET', own);
      const boundObjectRef = { kind: 'Pod', apiVersion: 'v1', name, uid: body.metadata?.uid };
      return make(`${space}/serviceaccounts/mayfly-run/token`, {
        spec: { audiences: ['mayfly-broker'], expirationSeconds: 600, boundObjectRef },
      });
    },
    'mint a token of nothing': () =>
      make(`${space}/serviceaccounts/mayfly-run/token`, {
        spec: { audiences: ['mayfly-broker'], expirationSeconds: 600 },
      }),
    'make a pod oneself': () =>
      make(`${space}/pods`, { ...pod, metadata: { ...pod.metadata, name: `${name}1` } }),
    'make a job': () =>
      make(`/apis/batch/v1/namespaces/${namespace}/jobs`, {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'j' },
        spec: { template },
      }),
    'make a deployment': () =>
      make(`/apis/apps/v1/namespaces/${namespace}/deployments`, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'j' },
        spec: {
          selector: { matchLabels: { a: 'b' } },
          template: { ...template, spec: { ...pod.spec, restartPolicy: 'Always' } },
        },
      }),
    'make a replication controller': () =>
      make(`${space}/replicationcontrollers`, {
        apiVersion: 'v1',
        kind: 'ReplicationController',
        metadata: { name: 'j' },
        spec: {
          selector: { a: 'b' },
          template: { ...template, spec: { ...pod.spec, restartPolicy: 'Always' } },
        },
      }),
    'put a service before it': () =>
      make(`${space}/services`, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 's' },
        spec: { ports: [{ port: 80 }] },
      }),
    'put a secret beside it': () =>
      make(`${space}/secrets`, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } }),
    'make an account': () =>
      make(`${space}/serviceaccounts`, {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'x' },
      }),
    'give the account secrets to pull with': () =>
      patch(`${space}/serviceaccounts/mayfly-run`, { imagePullSecrets: [{ name: 'x' }] }),
    'bind it by hand': () =>
      make(`${own}/binding`, {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name },
        target: { apiVersion: 'v1', kind: 'Node', name: 'node1' },
      }),
    'take the label off the namespace': () =>
      patch(`/api/v1/namespaces/${namespace}`, {
        metadata: { labels: { 'mayfly.dev/runs': null } },
      }),
    'another PodSecurity': () =>
      patch(`/api/v1/namespaces/${namespace}`, {
        metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
      }),
  };
};

import type { NewPod } from '../engine.ts';
import type { KubernetesConfig } from './config.ts';

/** The user that a pod's program runs as. */
const user = 10_001;

/** How long a pod stays on a node that does not answer before its deletion is asked for, in seconds. */
const unreachableSeconds = 30;

/** All of a manifest that differs from pod to pod. */
type Plan = Omit<KubernetesConfig, 'access' | 'namespaces' | 'mostPods'>;

const named = /^run-([0-9a-z]{26})-([1-9][0-9]{0,2})$/;

/**
 * The one form that a pod has. Admission compares it with a template, field by field: name, run labels, deadline and
 * namespace are all that may differ. Nothing in it names an organization or anything of its work, nothing of it ever changes,
 * and there is no environment: what the program must know is in the anchor, out of the service's reach.
 */
export function podManifest({ name, deadlineMs }: NewPod, plan: Plan) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: labelsOf(name) },
    spec: {
      restartPolicy: 'Never',
      activeDeadlineSeconds: Math.ceil(deadlineMs / 1_000),
      terminationGracePeriodSeconds: plan.graceSeconds,
      serviceAccountName: plan.serviceAccount,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      ...(plan.hostUsers ? {} : { hostUsers: false }),
      priorityClassName: plan.priorityClass,
      dnsPolicy: 'Default',
      securityContext: {
        runAsNonRoot: true,
        runAsUser: user,
        runAsGroup: user,
        fsGroup: user,
        seccompProfile: { type: 'Localhost', localhostProfile: 'chromium.json' },
      },
      tolerations: ['unreachable', 'not-ready'].map((taint) => ({
        key: `node.kubernetes.io/${taint}`,
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: unreachableSeconds,
      })),
      containers: [container(plan)],
      volumes: volumes(plan),
    },
  };
}

function labelsOf(name: string): Record<string, string> {
  const [, run, attempt] = named.exec(name) ?? [];
  if (!run || !attempt) return { 'mayfly.dev/kind': 'warm' };
  return { 'mayfly.dev/kind': 'run', 'mayfly.dev/run': run, 'mayfly.dev/attempt': attempt };
}

function container({ image, requests, limits }: Plan) {
  return {
    name: 'pod',
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['/bin/sh', '/app/pod'],
    resources: {
      requests: { ...requests, 'ephemeral-storage': '1Mi' },
      limits: { ...limits, 'ephemeral-storage': '8Mi' },
    },
    securityContext: {
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    },
    // A file that nobody writes: the service can read what would stand in it.
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'home', mountPath: '/home/pod' },
      { name: 'token', mountPath: '/run/mayfly', readOnly: true },
      { name: 'anchor', mountPath: '/etc/mayfly', readOnly: true },
    ],
  };
}

function volumes({ disks, audience, anchor }: Plan) {
  const inMemory = (sizeLimit: string) => ({ emptyDir: { medium: 'Memory', sizeLimit } });
  const token = { audience, expirationSeconds: 600, path: 'token' };
  return [
    { name: 'tmp', ...inMemory(disks.tmp) },
    { name: 'home', ...inMemory(disks.home) },
    {
      name: 'token',
      projected: { defaultMode: 0o440, sources: [{ serviceAccountToken: token }] },
    },
    { name: 'anchor', configMap: { name: anchor, defaultMode: 0o444 } },
  ];
}

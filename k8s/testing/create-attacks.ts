import type { Change } from './change.ts';

const c = '/spec/containers/0';
const v = '/spec/volumes';
const other = '0'.repeat(64);
const second = { name: 'b', image: 'x', command: ['/bin/sh', '/app/pod'] };
const token = '/spec/volumes/2/projected/sources/0/serviceAccountToken';

/**
 * Run pods as they must not be, each as a change of a good one: every line is a way to get at a run, at a node, or out
 * of the sight of the broker. `image` is the good one's.
 */
export const createAttacks = (image: string): Readonly<Record<string, Change>> => ({
  'another image by digest': { put: { [`${c}/image`]: `mayfly.local/other@sha256:${other}` } },
  'an image by tag': { put: { [`${c}/image`]: 'mayfly.local/run:2' } },
  'the digest in another repository': {
    put: { [`${c}/image`]: image.replace('mayfly.local', 'elsewhere.example') },
  },
  'tag and digest': { put: { [`${c}/image`]: image.replace('@', ':2@') } },
  'pull always': { put: { [`${c}/imagePullPolicy`]: 'Always' } },
  arguments: { put: { [`${c}/args`]: ['-x'] } },
  'another command': { put: { [`${c}/command`]: ['/bin/sh', '-c', 'id'] } },
  'no command': { drop: [`${c}/command`] },
  'another name of the container': { put: { [`${c}/name`]: 'other' } },
  'another directory to work in': { put: { [`${c}/workingDir`]: '/tmp' } },
  'a second container': { put: { '/spec/containers/-': second } },
  'an init container': { put: { '/spec/initContainers': [second] } },
  'a sidecar': { put: { '/spec/initContainers': [{ ...second, restartPolicy: 'Always' }] } },
  'an ephemeral container': { put: { '/spec/ephemeralContainers': [{ name: 'e', image }] } },

  'another service account': { put: { '/spec/serviceAccountName': 'default' } },
  'its token mounted by itself': { put: { '/spec/automountServiceAccountToken': true } },
  'a token for the API server': { put: { [`${token}/audience`]: '' } },
  'a token for the API server by name': {
    put: { [`${token}/audience`]: 'https://kubernetes.default.svc.cluster.local' },
  },
  'a token for a day': { put: { [`${token}/expirationSeconds`]: 86_400 } },
  'a token elsewhere': { put: { [`${token}/path`]: 'other' } },
  'no token': { drop: [`${v}/2`, `${c}/volumeMounts/2`] },
  'a second token': {
    put: { [`${v}/2/projected/sources/-`]: { serviceAccountToken: { path: 'b' } } },
  },
  'a secret beside the token': {
    put: { [`${v}/2/projected/sources/-`]: { secret: { name: 'broker' } } },
  },
  'a token that all may read': { put: { [`${v}/2/projected/defaultMode`]: 0o444 } },

  'a secret': { put: { [`${v}/-`]: { name: 'z', secret: { secretName: 'x' } } } },
  'a folder of the node': { put: { [`${v}/0`]: { name: 'tmp', hostPath: { path: '/' } } } },
  'a volume on disk': { put: { [`${v}/0`]: { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } } } },
  'memory without a limit': { drop: [`${v}/0/emptyDir/sizeLimit`] },
  'more memory': { put: { [`${v}/0/emptyDir/sizeLimit`]: '1Gi' } },
  'an image as a volume': { put: { [`${v}/0`]: { name: 'tmp', image: { reference: 'x/y' } } } },
  'a CSI volume': { put: { [`${v}/0`]: { name: 'tmp', csi: { driver: 'd' } } } },
  'a claimed volume': {
    put: { [`${v}/0`]: { name: 'tmp', persistentVolumeClaim: { claimName: 'd' } } },
  },
  'another anchor': { put: { [`${v}/3/configMap/name`]: 'kube-root-ca.crt' } },
  'an anchor that may be missing': { put: { [`${v}/3/configMap/optional`]: true } },
  'an anchor from another key': {
    put: { [`${v}/3/configMap/items`]: [{ key: 'x', path: 'anchor.json' }] },
  },
  'a mount over the program': { put: { [`${c}/volumeMounts/0/mountPath`]: '/app' } },
  'a mount over the anchor': {
    put: { [`${c}/volumeMounts/-`]: { name: 'tmp', mountPath: '/etc/mayfly' } },
    drop: [`${c}/volumeMounts/3`],
  },
  'a part of a volume': { put: { [`${c}/volumeMounts/0/subPath`]: 'x' } },
  'mounts that spread': { put: { [`${c}/volumeMounts/0/mountPropagation`]: 'HostToContainer' } },

  'a word of environment': { put: { [`${c}/env`]: [{ name: 'A', value: 'b' }] } },
  'environment from a secret': {
    put: { [`${c}/env`]: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }] },
  },
  'environment from a map': {
    put: { [`${c}/envFrom`]: [{ configMapRef: { name: 'kube-root-ca.crt' } }] },
  },
  'options for Node': {
    put: { [`${c}/env`]: [{ name: 'NODE_OPTIONS', value: '--inspect=0.0.0.0' }] },
  },
  'services in the environment': { put: { '/spec/enableServiceLinks': true } },

  'the network of the node': { put: { '/spec/hostNetwork': true } },
  'the processes of the node': { put: { '/spec/hostPID': true } },
  'the IPC of the node': { put: { '/spec/hostIPC': true } },
  'the users of the node': { put: { '/spec/hostUsers': true } },
  'no word on users': { drop: ['/spec/hostUsers'] },
  'processes shared': { put: { '/spec/shareProcessNamespace': true } },
  'a node by name': { put: { '/spec/nodeName': 'node1' } },
  'a node by label': { put: { '/spec/nodeSelector': { 'kubernetes.io/hostname': 'node1' } } },
  affinity: { put: { '/spec/affinity': { nodeAffinity: {} } } },
  'another scheduler': { put: { '/spec/schedulerName': 'other' } },
  'a runtime class': { put: { '/spec/runtimeClassName': 'weak' } },
  'names of its own': {
    put: { '/spec/hostAliases': [{ ip: '192.0.2.1', hostnames: ['mayfly-broker'] }] },
  },
  'name servers of its own': { put: { '/spec/dnsConfig': { nameservers: ['192.0.2.1'] } } },
  'another host name': { put: { '/spec/hostname': `run-${'0'.repeat(26)}-1` } },
  'a host name past the others': {
    put: { '/spec/hostnameOverride': `run-${'0'.repeat(26)}-1` },
  },
  'secrets to pull with': { put: { '/spec/imagePullSecrets': [{ name: 'x' }] } },
  'tolerating everything': { put: { '/spec/tolerations': [{ operator: 'Exists' }] } },
  'unreachable for ever': { drop: ['/spec/tolerations/0/tolerationSeconds'] },
  'one toleration more': { put: { '/spec/tolerations/-': { key: 'x', operator: 'Exists' } } },

  'no deadline': { drop: ['/spec/activeDeadlineSeconds'] },
  'a deadline of a week': { put: { '/spec/activeDeadlineSeconds': 604_800 } },
  'a grace of an hour': { put: { '/spec/terminationGracePeriodSeconds': 3_600 } },
  'restart on failure': { put: { '/spec/restartPolicy': 'OnFailure' } },
  'a container that restarts': { put: { [`${c}/restartPolicy`]: 'Always' } },
  'rules of restarting': {
    put: {
      [`${c}/restartPolicy`]: 'Never',
      [`${c}/restartPolicyRules`]: [
        { action: 'Restart', exitCodes: { operator: 'In', values: [42] } },
      ],
    },
  },

  privileged: { put: { [`${c}/securityContext/privileged`]: true } },
  'a capability': { put: { [`${c}/securityContext/capabilities/add`]: ['NET_BIND_SERVICE'] } },
  'capabilities kept': { put: { [`${c}/securityContext/capabilities/drop`]: ['NET_RAW'] } },
  'a root that can be written to': {
    put: { [`${c}/securityContext/readOnlyRootFilesystem`]: false },
  },
  'more rights than at the start': {
    put: { [`${c}/securityContext/allowPrivilegeEscalation`]: true },
  },
  'no seccomp in the container': {
    put: { [`${c}/securityContext/seccompProfile`]: { type: 'Unconfined' } },
  },
  'another seccomp profile': {
    put: { '/spec/securityContext/seccompProfile/localhostProfile': 'x.json' },
  },
  'the seccomp profile of the runtime': {
    put: { '/spec/securityContext/seccompProfile': { type: 'RuntimeDefault' } },
  },
  'proc unmasked': { put: { [`${c}/securityContext/procMount`]: 'Unmasked' } },
  'root in the container': { put: { [`${c}/securityContext/runAsUser`]: 0 } },
  'another user': { put: { '/spec/securityContext/runAsUser': 10_003 } },
  'a further group': { put: { '/spec/securityContext/supplementalGroups': [0] } },
  'a sysctl': {
    put: {
      '/spec/securityContext/sysctls': [
        { name: 'net.ipv4.ip_unprivileged_port_start', value: '0' },
      ],
    },
  },
  'no AppArmor': { put: { '/spec/securityContext/appArmorProfile': { type: 'Unconfined' } } },
  'an SELinux level': { put: { '/spec/securityContext/seLinuxOptions': { level: 's0:c1,c2' } } },

  'no limits': { drop: [`${c}/resources/limits`] },
  '16 GiB': { put: { [`${c}/resources/limits/memory`]: '16Gi' } },
  'half a processor': { put: { [`${c}/resources/limits/cpu`]: '500m' } },
  'resources of the pod': { put: { '/spec/resources': { limits: { memory: '64Gi' } } } },
  'a claimed resource': {
    put: { '/spec/resourceClaims': [{ name: 'a', resourceClaimName: 'b' }] },
  },
  'an extended resource': {
    put: {
      [`${c}/resources/limits/example.com~1gpu`]: '1',
      [`${c}/resources/requests/example.com~1gpu`]: '1',
    },
  },

  'a hook after the start': {
    put: { [`${c}/lifecycle`]: { postStart: { exec: { command: ['id'] } } } },
  },
  'a probe that asks the metadata': {
    put: { [`${c}/livenessProbe`]: { httpGet: { host: '169.254.169.254', port: 80 } } },
  },
  'a port of the node': { put: { [`${c}/ports`]: [{ containerPort: 80, hostPort: 80 }] } },
  'the token as last words': { put: { [`${c}/terminationMessagePath`]: '/run/mayfly/token' } },
  'logs as last words': { put: { [`${c}/terminationMessagePolicy`]: 'FallbackToLogsOnError' } },
  'standard input': { put: { [`${c}/stdin`]: true } },
  'a terminal': { put: { [`${c}/tty`]: true } },

  'a finalizer': { put: { '/metadata/finalizers': ['example.com/x'] } },
  'an owner': {
    put: {
      '/metadata/ownerReferences': [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'y' }],
    },
  },
  'an annotation': {
    put: {
      '/metadata/annotations': {
        'container.apparmor.security.beta.kubernetes.io/pod': 'unconfined',
      },
    },
  },
  'a label that names a customer': { put: { '/metadata/labels/customer': 'acme' } },
  'the label of another run': { put: { '/metadata/labels/mayfly.dev~1run': '0'.repeat(26) } },
  'the label of another attempt': { put: { '/metadata/labels/mayfly.dev~1attempt': '2' } },
  'the labels of a warm pod': { put: { '/metadata/labels': { 'mayfly.dev/kind': 'warm' } } },
  'another name': { put: { '/metadata/name': 'run-1' } },
  'a generated name': { put: { '/metadata/generateName': 'run-' }, drop: ['/metadata/name'] },
  'a priority of the system': { put: { '/spec/priorityClassName': 'system-node-critical' } },
  'no priority class': { drop: ['/spec/priorityClassName'] },
  'a gate before scheduling': { put: { '/spec/schedulingGates': [{ name: 'x/y' }] } },
  'a gate before ready': { put: { '/spec/readinessGates': [{ conditionType: 'x/y' }] } },
  'a group to be scheduled with': { put: { '/spec/schedulingGroup': { podGroupName: 'x' } } },
});

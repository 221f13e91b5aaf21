import type { Change } from './change.ts';

const secret = { secretName: 'mayfly-broker-keys' };
const broker = '/containers/0';
const keys = '/initContainers/0';
const mount = { name: 'keys', mountPath: '/stolen' };
const print = ['/usr/bin/node', '-e', "console.log(fs.readFileSync('/run/broker/keys', 'utf8'))"];

/** Changes of the specification of the broker's pod, each of which would bring its keys to somebody else. */
export const brokerAttacks: Readonly<Record<string, Change>> = {
  'another image': { put: { [`${broker}/image`]: 'evil.example/broker' } },
  'another image for the keys': { put: { [`${keys}/image`]: 'evil.example/broker' } },
  'another command': { put: { [`${broker}/command`]: print } },
  'another command for the keys': { put: { [`${keys}/command`]: print } },
  'the command of the image': { drop: [`${broker}/command`] },
  arguments: { put: { [`${broker}/args`]: ['--inspect=0.0.0.0'] } },
  'another folder': { put: { [`${broker}/workingDir`]: '/tmp' } },
  'a program by the environment': {
    put: { [`${broker}/env`]: [{ name: 'NODE_OPTIONS', value: '--import=data:text/javascript,' }] },
  },
  'the keys in the environment': {
    put: {
      [`${broker}/env`]: [
        { name: 'KEYS', valueFrom: { secretKeyRef: { name: 'mayfly-broker-keys', key: 'keys' } } },
      ],
    },
  },
  'all keys in the environment': {
    put: { [`${broker}/envFrom`]: [{ secretRef: { name: 'mayfly-broker-keys' } }] },
  },
  'a sidecar': {
    put: { '/containers/-': { name: 'x', image: 'evil.example/x', volumeMounts: [mount] } },
  },
  'a second who prepares': {
    put: { '/initContainers/-': { name: 'x', image: 'mayfly.local/broker', command: print } },
  },
  'the keys for the container that has the door': {
    put: { [`${broker}/volumeMounts/-`]: mount },
  },
  'the keys by another volume': { put: { '/volumes/-': { name: 'x', secret } } },
  'the keys by a projected volume': {
    put: {
      '/volumes/-': {
        name: 'x',
        projected: { sources: [{ secret: { name: secret.secretName } }] },
      },
    },
  },
  'the keys by a projected volume under a name of Kubernetes': {
    put: {
      '/volumes/-': {
        name: 'kube-api-access-12345',
        projected: { sources: [{ secret: { name: secret.secretName } }] },
      },
    },
  },
  'the keys as the configuration': { put: { '/volumes/0/secret': secret } },
  'a folder on disk': { put: { '/volumes/2': { name: 'own', emptyDir: {} } } },
  'a folder of the node': {
    put: { '/volumes/2': { name: 'own', hostPath: { path: '/var/lib/stolen' } } },
  },
  'a claim on a disk': {
    put: { '/volumes/2': { name: 'own', persistentVolumeClaim: { claimName: 'x' } } },
  },
  'another service account': { put: { '/serviceAccountName': 'default' } },
  'a hook': { put: { [`${broker}/lifecycle`]: { postStart: { exec: { command: print } } } } },
  'a probe that runs a command': {
    put: { [`${broker}/livenessProbe`]: { exec: { command: print } } },
  },
  'a probe of the start': { put: { [`${broker}/startupProbe`]: { exec: { command: print } } } },
  'processes seen by a neighbour': { put: { '/shareProcessNamespace': true } },
  'processes seen by the node': { put: { '/hostPID': true } },
  'the network of the node': { put: { '/hostNetwork': true } },
};

import { asBreakGlass } from '@mayfly/test/harness/cluster-access.ts';
import { until } from '@mayfly/test/harness/until.ts';
import type { Cluster } from '@mayfly/test/harness/cluster.ts';

/** Who listens: in which namespace, under which label, and at which port. */
export type Door = {
  readonly app: 'mayfly-service' | 'mayfly-broker';
  readonly namespace: string;
  readonly port: number;
};

/** A request that came to a listener. */
export type Came = { readonly method: string; readonly path: string; readonly body: Uint8Array };

/** A listener in a pod of the cluster, in the place of a part: answers as told, and remembers what came. */
export type Listener = {
  readonly address: string;
  came(): Promise<Came[]>;
  end(): Promise<void>;
};

/** Runs in the pod, as text: `answers` are JSON by the end of a path. */
const program = (
  port: number,
  answers: Readonly<Record<string, { status: number; json: object }>>,
) => `
const answers = ${JSON.stringify(answers)};
require('node:http').createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    console.log(request.method, request.url, Buffer.concat(parts).toString('base64'));
    const [, told] = Object.entries(answers).find(([end]) => request.url.endsWith(end)) ?? [];
    response.writeHead(told ? told.status : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(told ? told.json : {}));
  });
}).listen(${port});`;

/** Starts one, in an image that has Node. The network's policies know it by its label. */
export const listenAs = async (
  { api, kubectl }: Cluster,
  { app, namespace, port }: Door,
  image: string,
  answers: Readonly<Record<string, { status: number; json: object }>>,
): Promise<Listener> => {
  const name = `listener-${crypto.randomUUID().slice(0, 8)}`;
  const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { app } },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 1,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10_003,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'listener',
          image,
          imagePullPolicy: 'IfNotPresent',
          command: ['/usr/bin/node', '-e', program(port, answers)],
          ports: [{ name: 'door', containerPort: port }],
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
  await kubectl(['apply', '-f', '-', ...asBreakGlass], JSON.stringify(pod));
  const ip = await until(async () => {
    const { podIP, phase } = ((await api.call('GET', path)).body.status ?? {}) as Record<
      string,
      string
    >;
    return phase === 'Running' ? podIP : undefined;
  });
  return {
    address: `${ip}:${port}`,
    came: async () =>
      (await kubectl(['-n', namespace, 'logs', name]))
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          const [method = '', path = '', body = ''] = line.split(' ');
          return { method, path, body: new Uint8Array(Buffer.from(body, 'base64')) };
        }),
    end: async () => void (await api.call('DELETE', path)),
  };
};

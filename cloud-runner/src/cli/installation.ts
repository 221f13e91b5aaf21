import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join, resolve } from 'node:path';
import { json } from 'node:stream/consumers';
import { anchorSchema } from '@mayfly/shared/api/anchor.ts';
import { spawnerRoutes } from '@mayfly/shared/api/spawner-routes.ts';
import { accessSchema, credentialsOf } from '../cluster-api/access.ts';
import { clusterApi } from '../cluster-api/client.ts';
import { listPods } from '../cluster-api/pods.ts';
import { z } from 'zod';
import type { LivePod } from '@mayfly/shared/api/spawner-routes.ts';

const clusterSchema = z.looseObject({
  access: accessSchema.prefault({}),
  namespaces: z.array(z.string()),
});

/** What is read here of the service's configuration; the rest is its own. */
const serviceSchema = z.looseObject({
  listenUrl: z.url(),
  databaseUrl: z.string(),
  workerDatabaseUrl: z.string(),
  spawnerSocket: z.string().optional(),
  kubernetes: clusterSchema.optional(),
});

/** What is read here of the broker's. */
const brokerSchema = z.looseObject({
  port: z.int().default(4_711),
  brokerUrl: z.url(),
  databaseUrl: z.string(),
  anchorFile: z.string(),
});

/** An installation as its operator sees it: by the configuration of its parts. */
export type Installed = {
  readonly service: z.infer<typeof serviceSchema>;
  readonly broker: z.infer<typeof brokerSchema>;
  /** The broker's public key, which signed everything. */
  readonly brokerSign: () => string;
  /** The pods that live. Throws where nobody answers. */
  readonly pods: () => Promise<LivePod[]>;
  /** Where logs lie; absent on a cluster, which keeps them itself. */
  readonly logs?: string;
};

/** Where to look: the folder of one machine's installation, or the two files of one on a cluster. */
export type Whereabouts = {
  readonly data?: string | undefined;
  readonly service?: string | undefined;
  readonly broker?: string | undefined;
};

/** Finds an installation. Throws, saying what to name, where there is none. */
export function findInstallation({ data = 'data', ...files }: Whereabouts): Installed {
  const at = (name: string) =>
    files[name as keyof typeof files] ?? join(data, 'config', `${name}.json`);
  const service = serviceSchema.parse(readConfig(at('service')));
  const broker = brokerSchema.parse(readConfig(at('broker')));
  const logs = join(data, 'logs');
  return {
    service,
    broker,
    brokerSign: () => anchorSchema.parse(readConfig(resolve(broker.anchorFile))).brokerSign,
    pods: () => podsOf(service),
    ...(existsSync(logs) && { logs }),
  };
}

function readConfig(path: string): unknown {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'));
  throw new Error(
    `There is no ${path}. Name the folder of a runner with --data, or on a cluster the files with --service and --broker.`,
  );
}

async function podsOf({ spawnerSocket, kubernetes }: Installed['service']): Promise<LivePod[]> {
  if (spawnerSocket !== undefined) return podsOfSpawner(spawnerSocket);
  if (!kubernetes) return [];
  const api = clusterApi(credentialsOf(kubernetes.access));
  try {
    const lists = await Promise.all(kubernetes.namespaces.map((each) => listPods(api, each)));
    return lists
      .flatMap(({ items }) => items)
      .map(({ metadata: { uid, name, creationTimestamp } }) => ({
        uid,
        name,
        bornAt: Date.parse(creationTimestamp),
      }));
  } finally {
    api.close();
  }
}

async function podsOfSpawner(socketPath: string): Promise<LivePod[]> {
  const { promise, resolve: answered, reject } = Promise.withResolvers<unknown>();
  const { method, path, answer } = spawnerRoutes.listPods;
  const signal = AbortSignal.timeout(5_000);
  request(
    { socketPath, method, path, signal },
    (response) => void json(response).then(answered, reject),
  )
    .once('error', reject)
    .end();
  return answer.parse(await promise).pods;
}

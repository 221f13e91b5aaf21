import { EngineError } from '@mayfly/shared/base/errors.ts';
import type { EngineCode } from '@mayfly/shared/base/errors.ts';
import { credentialsOf } from '../../../cluster-api/access.ts';
import { ApiError } from '../../../cluster-api/api-error.ts';
import { clusterApi } from '../../../cluster-api/client.ts';
import { deletePod, getPod, listPods } from '../../../cluster-api/pods.ts';
import type { ClusterApi } from '../../../cluster-api/client.ts';
import type { PodObject } from '../../../cluster-api/pod-object.ts';
import { followPods } from './follow-pods.ts';
import { makeOrFind } from './make-or-find.ts';
import { isWaiting, stuckIn } from './pod-fault.ts';
import { podManifest } from './pod-manifest.ts';
import { namespaceOf } from './shard.ts';
import { tellEvents } from './tell-events.ts';
import { noticeOf } from '../notice.ts';
import type { Engine, EnginePod } from '../engine.ts';
import type { KubernetesConfig } from './config.ts';
import type { Followed } from './follow-pods.ts';

/** A question of a reader is not asked for longer than this, in ms: it comes again by itself. */
const lookMs = 10_000;

/** Faults of pods that are remembered, the latest ones. */
const rememberedFaults = 2_000;

/**
 * A bare pod of a cluster for every pod, spread over namespaces. Deletes name the uid and are never by force. Who follows
 * answers its lists from a watch; else each asks the API server.
 */
export function kubernetesEngine(
  config: KubernetesConfig,
  api: ClusterApi = clusterApi(credentialsOf(config.access)),
): Engine {
  const { namespaces, mostPods } = config;
  const faults = new Map<string, EngineCode>();
  const notice = config.events ? tellEvents(api, config.events) : () => undefined;
  let followed: Followed | undefined;

  const remember = ({ metadata: { uid, name } }: PodObject, fault?: EngineCode) => {
    if (!fault) return void faults.delete(uid);
    const worth = noticeOf(fault);
    if (worth && !faults.has(uid)) notice(worth, name);
    faults.set(uid, fault);
    const [oldest] = faults.keys();
    if (faults.size > rememberedFaults && oldest) faults.delete(oldest);
  };
  const all = async (): Promise<PodObject[]> => {
    const known = followed?.pods();
    if (known) return known;
    const lists = await Promise.all(namespaces.map((each) => listPods(api, each)));
    return lists.flatMap(({ items }) => items);
  };

  return {
    create: (pod) =>
      asEngine(async () => {
        const namespace = namespaceOf(pod.name, namespaces);
        const here = followed?.pods()?.filter((each) => each.metadata.namespace === namespace);
        if (here && here.length >= mostPods) throw new EngineError('runner-full');
        const made = await makeOrFind(api, namespace, podManifest(pod, config));
        followed?.add(made);
        return { uid: made.metadata.uid };
      }),
    list: () => asEngine(async () => (await all()).map(asEnginePod)),
    find: (name) =>
      asEngine(async () => {
        const pod = await getPod(api, { namespace: namespaceOf(name, namespaces), name }, lookMs);
        return pod && asEnginePod(pod);
      }),
    remove: (uid) =>
      asEngine(async () => {
        const pod = (await all()).find(({ metadata }) => metadata.uid === uid);
        if (pod && !pod.metadata.deletionTimestamp) await deletePod(api, pod.metadata, uid);
      }),
    ended: (uid) => followed?.ended(uid),
    faultOf: (uid) => faults.get(uid),
    notice,
    follow(poke) {
      followed ??= followPods(api, namespaces, { poke, remember });
      return {
        async stop() {
          const last = followed;
          followed = undefined;
          await last?.close();
        },
      };
    },
    async close() {
      await followed?.close();
      api.close();
    },
  };
}

function asEnginePod(pod: PodObject): EnginePod {
  const { uid, name, creationTimestamp, deletionTimestamp } = pod.metadata;
  const bornAt = Date.parse(creationTimestamp);
  const stuck = stuckIn(pod);
  const ending = deletionTimestamp !== undefined;
  return { uid, name, bornAt, waiting: isWaiting(pod), ending, ...(stuck && { stuck }) };
}

/** The API server's refusals, in the words of engines. */
async function asEngine<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof ApiError) throw new EngineError(codeOf(cause), { cause });
    throw cause;
  }
}

function codeOf({ status, reason, message }: ApiError): EngineCode {
  if (status === 403 && message.includes('exceeded quota')) return 'runner-full';
  const isRefusal = status >= 400 && status < 500 && status !== 429 && reason !== 'Conflict';
  return isRefusal ? 'start-failed' : 'runner-unreachable';
}

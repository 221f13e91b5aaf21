import type { EngineCode } from '@mayfly/shared/base/errors.ts';
import { deletePod } from '../../../cluster-api/pods.ts';
import { mirrorPods } from '../../../cluster-api/mirror.ts';
import { hasEnded } from '../../../cluster-api/pod-object.ts';
import type { ClusterApi } from '../../../cluster-api/client.ts';
import type { PodObject } from '../../../cluster-api/pod-object.ts';
import type { PodChange } from '../../../cluster-api/watch.ts';
import { namespaceOf } from './shard.ts';
import { faultIn } from './pod-fault.ts';

/** The pods of all namespaces, followed. */
export type Followed = {
  /** All of them; `undefined` until each namespace was listed. */
  pods(): PodObject[] | undefined;
  /** Adds one that was made here. */
  add(pod: PodObject): void;
  /** Has a pod deleted whose run has ended: its node tells only a second or two later that its program has. */
  ended(uid: string): void;
  close(): Promise<void>;
};

/** Who is told what. */
export type Listener = {
  poke: () => void;
  /** What is wrong with a pod; nothing, once it runs. */
  remember: (pod: PodObject, fault?: EngineCode) => void;
};

/**
 * Follows the pods of `namespaces`. Those whose program has ended are deleted at once: on a cluster they would stay as
 * records. A deletion that fails is asked for again at the next list.
 */
export function followPods(
  api: ClusterApi,
  namespaces: readonly string[],
  { poke, remember }: Listener,
): Followed {
  const asked = new Set<string>();

  const look = (pod: PodObject): void => {
    const fault = faultIn(pod);
    if (fault || pod.status?.phase === 'Running') remember(pod, fault);
    if (hasEnded(pod)) dismiss(pod);
  };
  const dismiss = ({ metadata }: PodObject): void => {
    const { uid, deletionTimestamp } = metadata;
    if (deletionTimestamp || asked.has(uid)) return;
    asked.add(uid);
    void deletePod(api, metadata, uid).catch(() => asked.delete(uid));
  };
  /** Somebody else has it end, who clears its node: no run may be given to it. */
  const isEvicted = ({ metadata: { uid, deletionTimestamp } }: PodObject): boolean =>
    deletionTimestamp !== undefined && !asked.has(uid);
  const onChange = (namespace: string, change?: PodChange): void => {
    const pods = change ? [change.object] : [...(mirrors.get(namespace)?.pods()?.values() ?? [])];
    for (const pod of pods) look(pod);
    if (change?.type === 'DELETED') asked.delete(change.object.metadata.uid);
    if (!change || change.type === 'DELETED' || isEvicted(change.object)) poke();
  };
  const mirrors = new Map(
    namespaces.map((namespace) => [
      namespace,
      mirrorPods(api, namespace, { onChange: (change) => onChange(namespace, change) }),
    ]),
  );
  return {
    pods() {
      const held = [...mirrors.values()].map((mirror) => mirror.pods());
      return held.every((pods) => pods !== undefined)
        ? held.flatMap((pods) => [...pods.values()])
        : undefined;
    },
    add: (pod) => mirrors.get(namespaceOf(pod.metadata.name, namespaces))?.add(pod),
    ended(uid) {
      for (const mirror of mirrors.values()) {
        const pod = mirror.pods()?.get(uid);
        if (pod) dismiss(pod);
      }
    },
    async close() {
      await Promise.all([...mirrors.values()].map((mirror) => mirror.close()));
    },
  };
}

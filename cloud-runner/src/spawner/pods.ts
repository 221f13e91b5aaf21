import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import type { GoneGrade } from '@mayfly/shared/api/run-state.ts';
import type { LivePod } from '@mayfly/shared/api/spawner-routes.ts';
import { makeToken } from './birth.ts';
import { endForGood } from './gone.ts';
import { follow, type Tell } from './last-words.ts';
import type { PodProgram } from './program.ts';
import { type LiveRecord, openRecords } from './records.ts';
import { askToEnd, endByForce, ended, holdOf, isRunning } from './signals.ts';
import { makeDir, type Nursery, startPod } from './start-pod.ts';
import { isOfEarlierBoot, newUid } from './uid.ts';
import { isRoot, nextPodUser } from './users.ts';

/** What the broker may learn of a pod. */
export type Vouched = { uid: string; name: string; digest: string; live: boolean };

/** The pods of this machine. */
export type Pods = {
  /** Starts a pod, or finds the one that lives under this name. Throws RequestError too-many-requests. */
  create: (name: string, deadlineMs: number) => Promise<{ uid: string }>;
  list: () => LivePod[];
  /** Ends a pod: SIGTERM, then by force after its grace. Resolves when it is gone. An unknown uid: nothing. */
  remove: (uid: string) => Promise<void>;
  /** Whose token has this hash; undefined: no living pod's. */
  review: (tokenHash: string) => Vouched | undefined;
  seen: (uid: string) => { live: true } | { live: false; gone: GoneGrade };
  /** Ends what a spawner left that was killed. To be awaited before the first `create`. */
  reap: () => Promise<void>;
  /** Ends all pods, each in order. */
  close: () => Promise<void>;
};

type Pod = LiveRecord & {
  tokenHash: string;
  child: ChildProcess;
  /** Resolves when the pod is gone, and its record says how surely. */
  gone: Promise<void>;
  /** Aborts when its end has begun. */
  ending: AbortController;
};

/** Keeps the pods of one spawner. Their list lies in the runtime folder. */
export function keepPods(nursery: Nursery, program: PodProgram, tell: Tell): Pods {
  const { config, confinement } = nursery;
  const book = openRecords(join(config.runtimeDir, 'pods.json'));
  const { records } = book;
  const pods = new Map<string, Pod>();
  const starting = new Map<string, Promise<Pod>>();

  async function birth(name: string, deadlineMs: number): Promise<Pod> {
    const uid = newUid();
    const { token, hash } = await makeToken();
    const owner = ownerOf();
    const dir = confinement === 'plain' ? await makeDir(owner) : undefined;
    const record: LiveRecord = {
      uid,
      name,
      bornAt: Date.now(),
      tag: `mayfly-${uid}`,
      ...(isRoot() ? { user: owner.uid } : {}),
      ...(dir ? { dir } : {}),
    };
    records.live.push(record);
    book.save();
    const deadlineAt = record.bornAt + deadlineMs;
    const child = await startPod(nursery, { ...record, token, owner, deadlineAt, dir });
    follow(child, { uid, name }, tell, config.tellsAll);
    const ending = new AbortController();
    const pod: Pod = { ...record, tokenHash: hash, child, ending, gone: wakeOver(record, child) };
    pods.set(uid, pod);
    tell({ event: 'born', uid, name });
    void endAfter(pod, deadlineMs);
    return pod;
  }

  /** Waits for a pod's end and makes sure of it. */
  async function wakeOver(record: LiveRecord, child: ChildProcess): Promise<void> {
    const held = confinement === 'plain' ? undefined : await holdOf(child);
    await ended(child);
    await bury({ ...record, pidNamespace: held?.name });
    await held?.letGo();
  }

  async function bury(traces: LiveRecord & { pidNamespace?: string | undefined }): Promise<void> {
    const { uid, name } = traces;
    const gone = await endForGood(traces, confinement !== 'plain');
    pods.delete(uid);
    records.live = records.live.filter((record) => record.uid !== uid);
    records.gone.push({ uid, gone });
    book.save();
    tell({ event: 'gone', uid, name, gone });
  }

  function ownerOf(): { uid: number; gid: number } {
    const ours = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    if (!isRoot()) return ours;
    const user = nextPodUser(config.podUsers, records.nextUser);
    records.nextUser = user - config.podUsers.first + 1;
    return { uid: user, gid: user };
  }

  async function endAfter(pod: Pod, deadlineMs: number): Promise<void> {
    const { signal } = pod.ending;
    await Promise.race([delay(deadlineMs, undefined, { signal, ref: false }), pod.gone]).catch(
      () => undefined,
    );
    if (!signal.aborted && pods.has(pod.uid)) await end(pod);
  }

  async function end(pod: Pod): Promise<void> {
    if (!pod.ending.signal.aborted) {
      pod.ending.abort();
      await askToEnd(pod.child, confinement);
      const patience = new AbortController();
      const late = delay(config.graceMs, true, { signal: patience.signal }).catch(() => false);
      const isLate = await Promise.race([late, pod.gone.then(() => false)]);
      patience.abort();
      if (isLate) await endByForce(pod.child, confinement);
    }
    await pod.gone;
  }

  return {
    async create(name, deadlineMs) {
      const living = [...pods.values()].find((pod) => pod.name === name);
      const started = living ?? (await starting.get(name));
      if (started) return { uid: started.uid };
      if (pods.size + starting.size >= config.podsAtMost)
        throw new RequestError('too-many-requests');
      const born = birth(name, deadlineMs);
      starting.set(name, born);
      return born.finally(() => starting.delete(name)).then(({ uid }) => ({ uid }));
    },
    list: () => [...pods.values()].map(({ uid, name, bornAt }) => ({ uid, name, bornAt })),
    async remove(uid) {
      const pod = pods.get(uid);
      if (pod) await end(pod);
    },
    review(tokenHash) {
      const pod = [...pods.values()].find((each) => each.tokenHash === tokenHash);
      if (!pod) return undefined;
      const live = !pod.ending.signal.aborted && isRunning(pod.child);
      return { uid: pod.uid, name: pod.name, digest: program.digest, live };
    },
    seen(uid) {
      if (pods.has(uid)) return { live: true };
      const gone = records.gone.findLast((record) => record.uid === uid)?.gone;
      return { live: false, gone: gone ?? (isOfEarlierBoot(uid) ? 'node-verified' : 'unproved') };
    },
    async reap() {
      await Promise.all([...records.live].map(bury));
    },
    async close() {
      await Promise.all(starting.values()).catch(() => undefined);
      await Promise.all([...pods.values()].map(end));
    },
  };
}

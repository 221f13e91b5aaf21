import { join } from 'node:path';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import type { GoneGrade } from '@mayfly/shared/api/run-state.ts';
import type { LivePod } from '@mayfly/shared/api/spawner-routes.ts';
import { endForGood } from './gone.ts';
import type { Tell } from './last-words.ts';
import { bearPod, type Pod } from './pod.ts';
import type { PodProgram } from './program.ts';
import { type LiveRecord, openRecords, type RecordBook } from './records.ts';
import { endStray } from './stray.ts';
import { makeDir, type Newborn, type Nursery } from './start-pod.ts';
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

/** Keeps the pods of one spawner. Their list lies in the runtime folder. */
export function keepPods(nursery: Nursery, program: PodProgram, tell: Tell): Pods {
  const { config, confinement } = nursery;
  const book = openRecords(join(config.runtimeDir, 'pods.json'));
  const { records } = book;
  const pods = new Map<string, Pod>();
  const starting = new Map<string, Promise<Pod>>();

  async function bear(name: string, deadlineMs: number): Promise<Pod> {
    const owner = takeOwner(nursery, book);
    const record = await makeRecord(nursery, name, owner);
    records.live.push(record);
    book.save();
    const deadlineAt = record.bornAt + deadlineMs;
    const pod = await bearPod(nursery, record, { owner, deadlineAt }, tell);
    pods.set(record.uid, pod);
    if (confinement === 'plain' && pod.pid !== undefined) record.pid = pod.pid;
    book.save();
    tell({ event: 'born', uid: record.uid, name });
    void pod.gone.then((gone) => strike(record, gone));
    return pod;
  }

  function strike({ uid, name }: LiveRecord, gone: GoneGrade): void {
    pods.delete(uid);
    records.live = records.live.filter((record) => record.uid !== uid);
    records.gone.push({ uid, gone });
    book.save();
    tell({ event: 'gone', uid, name, gone });
  }

  return {
    async create(name, deadlineMs) {
      const living = [...pods.values()].find(({ record }) => record.name === name);
      const found = living ?? (await starting.get(name));
      if (found) return { uid: found.record.uid };
      if (pods.size + starting.size >= config.podsAtMost) {
        throw new RequestError('too-many-requests');
      }
      const born = bear(name, deadlineMs).finally(() => starting.delete(name));
      starting.set(name, born);
      return { uid: (await born).record.uid };
    },
    list: () =>
      [...pods.values()].map(({ record: { uid, name, bornAt } }) => ({ uid, name, bornAt })),
    async remove(uid) {
      await pods.get(uid)?.end();
    },
    review(tokenHash) {
      const pod = [...pods.values()].find((each) => each.tokenHash === tokenHash);
      if (!pod) return undefined;
      const { uid, name } = pod.record;
      return { uid, name, digest: program.digest, live: pod.isLive() };
    },
    seen(uid) {
      if (pods.has(uid)) return { live: true };
      const gone = records.gone.findLast((record) => record.uid === uid)?.gone;
      return { live: false, gone: gone ?? (isOfEarlierBoot(uid) ? 'node-verified' : 'unproved') };
    },
    async reap() {
      const ends = [...records.live].map(async (record) => {
        if (record.pid !== undefined) await endStray(record.pid, nursery.podProgram);
        strike(record, await endForGood(record, confinement !== 'plain'));
      });
      await Promise.all(ends);
    },
    async close() {
      await Promise.allSettled(starting.values());
      await Promise.all([...pods.values()].map((pod) => pod.end()));
    },
  };
}

/** The next pod's user: one that no other process has, or ours where we can be nobody else. */
function takeOwner({ config }: Nursery, { records }: RecordBook): Newborn['owner'] {
  if (!isRoot()) return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const user = nextPodUser(config.podUsers, records.nextUser);
  records.nextUser = user - config.podUsers.first + 1;
  return { uid: user, gid: user };
}

async function makeRecord(
  { confinement }: Nursery,
  name: string,
  owner: Newborn['owner'],
): Promise<LiveRecord> {
  const uid = newUid();
  return {
    uid,
    name,
    bornAt: Date.now(),
    tag: `mayfly-${uid}`,
    ...(isRoot() ? { user: owner.uid } : {}),
    ...(confinement === 'plain' ? { dir: await makeDir(owner) } : {}),
  };
}

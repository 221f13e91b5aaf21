import { beforeAll, describe, expect, test } from 'vitest';
import { stopSchema } from '@mayfly/shared/api/feed.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { fromUtf8 } from '@mayfly/shared/base/bytes.ts';
import { fromBase64url, randomId16 } from '@mayfly/shared/base/ids.ts';
import { hashOfStatement, read, verifyIn } from '@mayfly/shared/envelope/statement.ts';
import { gone } from '@mayfly/shared/envelope/statement/gone.ts';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { testPod, workOf } from '../../../../test/harness/broker/test-pod.ts';
import { expectRefusal, useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import { makePodWatcher } from './watch-pods.ts';
import type { FeedEntry } from '@mayfly/shared/api/feed.ts';
import type { GrantChoice, TestDevice } from '../../../../test/harness/broker/test-device.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';
import type { TestPod } from '../../../../test/harness/broker/test-pod.ts';

const brokers = useBrokers();
let broker: TestBroker;
let device: TestDevice;

beforeAll(async () => {
  broker = await brokers.start();
  device = await foundTestOrg(broker);
});

const look = () => makePodWatcher(broker.deps).look();
const jsonOf = (entry: FeedEntry | undefined) =>
  JSON.parse(fromUtf8(fromBase64url(entry?.bytes ?? ''))) as unknown;

async function released(choice: GrantChoice = {}) {
  const grant = await device.confirm(choice);
  const order = device.order(grant.id);
  const pod = testPod(broker, workOf(order));
  const answer = await pod.ask();
  return { grant, order, pod, answer, run: answer.said.run };
}

async function vanish(pod: TestPod): Promise<void> {
  pod.leave();
  await look();
}

describe('a mark', () => {
  test('names the certificate, and is the same when asked again', async () => {
    const { pod, answer } = await released();
    const mark = await pod.mark();
    expect(mark.certificate).toBe(hashOfStatement(answer.certificate));
    expect(await pod.mark()).toEqual(mark);
  });

  test('goes to the latest attempt only', async () => {
    const { pod, order } = await released();
    await vanish(pod);
    await testPod(broker, workOf(order, 2)).ask();
    await expectRefusal(pod.mark(), 'not-latest-attempt');
  });

  test('goes to the pod that got the keys only', async () => {
    const { order } = await released();
    await expectRefusal(testPod(broker, workOf(order)).mark(), 'unsigned');
  });

  test('is not given once the run was stopped, has ended, or its pod is gone', async () => {
    const stopped = await released();
    await device.stop(stopped.run);
    await expectRefusal(stopped.pod.mark(), 'stopped');
    const ended = await released();
    await ended.pod.end();
    await expectRefusal(ended.pod.mark(), 'run-ended');
    const lost = await released();
    await vanish(lost.pod);
    await expectRefusal(lost.pod.mark(), 'run-ended');
  });

  test('is not given for a grant that is not in force any more', async () => {
    const { pod, grant } = await released();
    await device.confirm({}, grant.subject);
    await expectRefusal(pod.mark(), 'grant-not-in-force');
  });

  test('is not given after the end of the certificate', async () => {
    const { pod } = await released({ deadlineMs: 1_000 });
    broker.wall += 61_001;
    await expectRefusal(pod.mark(), 'expired');
  });
});

describe('an end', () => {
  test('stands: the same again is answered alike, another is refused', async () => {
    const { pod } = await released();
    const first = await pod.end('succeeded');
    expect(await pod.end('succeeded')).toEqual(first);
    await expectRefusal(pod.end('failed'), 'run-ended');
  });

  test('of an earlier attempt is refused', async () => {
    const { pod, order } = await released();
    await vanish(pod);
    await testPod(broker, workOf(order, 2)).ask();
    await expectRefusal(pod.end(), 'not-latest-attempt');
  });

  test('by another pod is refused', async () => {
    const { order } = await released();
    await expectRefusal(testPod(broker, workOf(order)).end(), 'unsigned');
  });

  test('comes too late once a person has settled the run', async () => {
    const { pod, run } = await released();
    await pod.mark();
    await vanish(pod);
    await device.append([{ act: 'settle', run, done: true }]);
    await expectRefusal(pod.end(), 'run-ended');
    const { settled } = await device.statements(run);
    expect(settled?.done).toBe(true);
  });
});

describe('a stop', () => {
  test('voids a run that was never heard of: its order cannot be kept back and run later', async () => {
    const grant = await device.confirm();
    const order = device.order(grant.id);
    const { run } = workOf(order);
    const first = await device.stop(run);
    expect(await device.stop(run)).toEqual(first);
    await expectRefusal(testPod(broker, workOf(order)).ask(), 'stopped');
    const told = (await broker.feed()).findLast(({ kind }) => kind === 'stop');
    expect(stopSchema.parse(jsonOf(told)).run).toBe(run);
  });

  test('kills the pod, and its end is still taken', async () => {
    const { pod, run } = await released();
    await device.stop(run);
    await look();
    expect(broker.identity.killed).toContain(pod.uid);
    await pod.end('canceled');
    const { stoppedAt, end } = await device.statements(run);
    expect(stoppedAt && end).toBeTruthy();
  });

  test('is what a pod says that was stopped, and nobody else: who ends a pod may be anybody', async () => {
    const { pod, run } = await released();
    expect(await pod.standing()).toEqual({ marked: false });
    await expectRefusal(pod.end('canceled'), 'not-stopped');
    const { stoppedAt } = await device.stop(run);
    expect(await pod.standing()).toEqual({ stoppedAt, marked: false });
    await pod.end('canceled');
  });

  test('comes too late for a run that ended', async () => {
    const { pod, run } = await released();
    await pod.end();
    await expectRefusal(device.stop(run), 'run-ended');
  });
});

test('revoking a sign-in kills the runs that hold it and voids them', async () => {
  const { name, subject, owner, scope } = await device.storeSession();
  const { pod, run } = await released({ sessions: [{ name, subject, owner, scope }] });
  const other = await released();
  await device.append([{ act: 'revoke', subject }]);
  await look();
  expect(broker.identity.killed).toContain(pod.uid);
  expect(broker.identity.killed).not.toContain(other.pod.uid);
  expect((await device.statements(run)).stoppedAt).toBeTruthy();
});

describe('gone', () => {
  test('is signed once, with how surely it was seen', async () => {
    const { pod, run } = await released();
    await look();
    expect((await device.statements(run)).gone).toHaveLength(0);
    broker.identity.end(pod.uid, 'api');
    await look();
    await look();
    const { gone: all } = await device.statements(run);
    expect(all).toHaveLength(1);
    const broker32 = broker.deps.keys.identity.publicKey;
    const said = verifyIn(gone, signedFromJson(all[0]!), broker32, device.org.id);
    expect(said).toMatchObject({ run, attempt: 1, uid: pod.uid, seen: 'api' });
  });

  test('is said once more, and no run the less, when a pod that was out of reach is seen to be gone', async () => {
    const { pod, run } = await released();
    broker.identity.end(pod.uid, 'unproved');
    await look();
    await look();
    const seenOf = async () =>
      (await device.statements(run)).gone.map((each) => read(gone, signedFromJson(each)).seen);
    expect(await seenOf()).toEqual(['unproved']);
    broker.identity.end(pod.uid, 'node-verified');
    await look();
    broker.identity.end(pod.uid, 'api');
    await look();
    expect((await seenOf()).toSorted()).toEqual(['node-verified', 'unproved']);
  });

  test('is not told as unproved for a pod that told its end while it was looked at', async () => {
    const { pod, run } = await released();
    const { seen } = broker.identity;
    let told = false;
    const identity: typeof broker.identity = {
      ...broker.identity,
      seen: async (watched) => {
        if (watched.uid !== pod.uid) return seen(watched);
        if (!told) await pod.end();
        told = true;
        return { live: false, gone: watched.leaving ? 'api' : 'unproved' };
      },
    };
    const watcher = makePodWatcher({ ...broker.deps, identity });
    await watcher.look();
    await watcher.look();
    const { gone: all } = await device.statements(run);
    expect(all.map((each) => read(gone, signedFromJson(each)).seen)).toEqual(['api']);
  });

  test('is not said while nothing can be learned', async () => {
    const { pod, run } = await released();
    broker.identity.silent = true;
    pod.leave();
    await look();
    expect((await device.statements(run)).gone).toHaveLength(0);
    broker.identity.silent = false;
    await look();
    expect((await device.statements(run)).gone).toHaveLength(1);
  });

  test('is found by a broker that was restarted meanwhile', async () => {
    const first = await brokers.start();
    const own = await foundTestOrg(first);
    const order = own.order((await own.confirm()).id);
    const pod = testPod(first, workOf(order));
    await pod.ask();
    const second = await brokers.start(first);
    second.identity.end(pod.uid);
    await makePodWatcher(second.deps).look();
    expect((await own.statements(workOf(order).run)).gone).toHaveLength(1);
  });
});

test('a run that nobody heard of has no statements', async () => {
  await expectRefusal(device.statements(randomId16()), 'run-not-found');
});

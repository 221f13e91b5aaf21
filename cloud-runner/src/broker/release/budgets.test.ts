import { beforeAll, expect, test } from 'vitest';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { testPod, workOf } from '../../../../test/harness/broker/test-pod.ts';
import { expectRefusal, useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import { makePodWatcher } from '../ledger/watch-pods.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';
import type { GrantChoice, TestDevice } from '../../../../test/harness/broker/test-device.ts';
import type { TestPod } from '../../../../test/harness/broker/test-pod.ts';

const brokers = useBrokers();
let broker: TestBroker;
let device: TestDevice;

beforeAll(async () => {
  broker = await brokers.start();
  device = await foundTestOrg(broker);
});

async function vanish(pod: TestPod): Promise<void> {
  pod.leave();
  await makePodWatcher(broker.deps).look();
}

async function oneRun(choice: GrantChoice = {}) {
  const grant = await device.confirm(choice);
  const order = device.order(grant.id);
  return { grant, attempt: (n: number) => testPod(broker, workOf(order, n)) };
}

test('an attempt is released once, even to another pod', async () => {
  const { attempt } = await oneRun();
  await vanish(await asked(attempt(1)));
  await expectRefusal(attempt(1).ask(), 'already-released');
});

test('of many pods that ask for one attempt at once, one is answered', async () => {
  const { attempt } = await oneRun({ parallel: 9 });
  const all = await Promise.allSettled(Array.from({ length: 5 }, () => attempt(1).ask()));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('an earlier attempt is not released after a later one', async () => {
  const { attempt } = await oneRun();
  await vanish(await asked(attempt(2)));
  await expectRefusal(attempt(1).ask(), 'already-released');
});

test('a further attempt waits until the pod of the last is gone', async () => {
  const { attempt } = await oneRun();
  const first = await asked(attempt(1));
  await expectRefusal(attempt(2).ask(), 'still-running');
  await vanish(first);
  await attempt(2).ask();
});

test('there are no more attempts than the grant allows', async () => {
  const { attempt } = await oneRun({ attempts: 2 });
  await vanish(await asked(attempt(1)));
  await vanish(await asked(attempt(2)));
  await expectRefusal(attempt(3).ask(), 'attempts-spent');
});

test('after a mark, no attempt 2 … n is released, whatever the service asks', async () => {
  const { attempt } = await oneRun({ attempts: 9 });
  const first = await asked(attempt(1));
  await first.mark();
  await vanish(first);
  for (const n of [2, 3, 9]) await expectRefusal(attempt(n).ask(), 'marked');
});

test('a run that ended is not released again', async () => {
  const { attempt } = await oneRun();
  const first = await asked(attempt(1));
  await first.end('failed');
  await vanish(first);
  await expectRefusal(attempt(2).ask(), 'run-ended');
});

test('a grant runs no more often a day than it says; further attempts do not count', async () => {
  const { grant, attempt } = await oneRun({ perDay: 1 });
  await vanish(await asked(attempt(1)));
  await vanish(await asked(attempt(2)));
  const next = () => testPod(broker, workOf(device.order(grant.id)));
  await expectRefusal(next().ask(), 'budget-spent');
  broker.wall += 86_400_001;
  await next().ask();
});

test('no more runs of a grant go on at once than it says', async () => {
  const { grant, attempt } = await oneRun({ parallel: 2 });
  const first = await asked(attempt(1));
  const next = () => testPod(broker, workOf(device.order(grant.id)));
  await next().ask();
  await expectRefusal(next().ask(), 'still-running');
  await first.end();
  await next().ask();
});

test('runs that renew the same sign-in go one at a time', async () => {
  const { name, subject, owner, scope } = await device.storeSession();
  const sessions = [{ name, subject, owner, scope }];
  const [one, two] = [
    await oneRun({ sessions, renew: true }),
    await oneRun({ sessions, renew: true }),
  ];
  const first = await asked(one.attempt(1));
  await expectRefusal(two.attempt(1).ask(), 'session-busy');
  await first.end();
  await two.attempt(1).ask();
});

test('while a marked run goes on another waits; gone without an end it blocks until a person has looked', async () => {
  const { grant, attempt } = await oneRun({ parallel: 2 });
  const first = await asked(attempt(1));
  await first.mark();
  const next = () => testPod(broker, workOf(device.order(grant.id)));
  await expectRefusal(next().ask(), 'still-running');
  await vanish(first);
  await expectRefusal(next().ask(), 'unsettled');
  await device.append([{ act: 'settle', run: first.claim().run, done: false }]);
  await next().ask();
});

test('a run that itself does not know its outcome blocks until a person has looked', async () => {
  const { grant, attempt } = await oneRun();
  const first = await asked(attempt(1));
  await first.mark();
  await first.end('outcome-unknown');
  await vanish(first);
  const next = () => testPod(broker, workOf(device.order(grant.id)));
  await expectRefusal(next().ask(), 'unsettled');
  await device.append([{ act: 'settle', run: first.claim().run, done: true }]);
  await next().ask();
});

async function asked(pod: TestPod): Promise<TestPod> {
  await pod.ask();
  return pod;
}

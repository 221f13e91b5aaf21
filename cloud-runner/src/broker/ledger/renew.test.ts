import { beforeAll, expect, test } from 'vitest';
import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { renewalSchema } from '@mayfly/shared/api/feed.ts';
import { fromUtf8 } from '@mayfly/shared/base/bytes.ts';
import { fromBase64url, randomId16 } from '@mayfly/shared/base/ids.ts';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { testPod, workOf } from '../../../../test/harness/broker/test-pod.ts';
import { useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import type { GrantChoice, TestDevice } from '../../../../test/harness/broker/test-device.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';

const brokers = useBrokers();
let broker: TestBroker;
let device: TestDevice;

beforeAll(async () => {
  broker = await brokers.start();
  device = await foundTestOrg(broker);
});

const headAt = (subject: string) =>
  call(device.door, brokerRoutes.subjectHead, { params: { org: device.org.id, subject } });

async function withSession(choice: GrantChoice = { renew: true }) {
  const session = await device.storeSession();
  const { name, subject, owner, scope } = session;
  const grant = await device.confirm({ sessions: [{ name, subject, owner, scope }], ...choice });
  const pod = testPod(broker, workOf(device.order(grant.id)));
  await pod.ask();
  const fresh = { subject, owner, scope, prev: session.id };
  return { grant, pod, fresh };
}

test('a renewed sign-in becomes the one in use, and the feed says so', async () => {
  const { pod, fresh } = await withSession();
  const sealed = pod.renewal(fresh);
  const before = (await broker.feed()).at(-1)?.n;
  await pod.end('succeeded', [{ subject: fresh.subject, sealed, sealKey: device.org.sealKey }]);
  expect((await headAt(fresh.subject)).id).toBe(sealed.id);
  const news = await broker.feed(before);
  expect(news.map(({ kind }) => kind)).toEqual(['renewal', 'end']);
  expect(renewalSchema.parse(JSON.parse(fromUtf8(fromBase64url(news[0]!.bytes))))).toMatchObject({
    id: sealed.id,
    prev: fresh.prev,
  });
});

test('a renewed sign-in is what the next run gets, with the key of the pod that sealed it', async () => {
  const { pod, fresh, grant } = await withSession();
  const sealed = pod.renewal(fresh);
  await pod.end('succeeded', [{ subject: fresh.subject, sealed, sealKey: device.org.sealKey }]);
  const answer = await testPod(broker, workOf(device.order(grant.id))).ask();
  expect(answer.envelopes[1]).toMatchObject({ dek: sealed.dek, sender: pod.keys.sign.publicKey });
});

test('a renewed sign-in is dropped when a resync was faster; the run ends all the same', async () => {
  const { pod, fresh } = await withSession();
  const resync = await device.storeSession({
    subject: fresh.subject,
    scope: fresh.scope,
    prev: fresh.prev,
  });
  const sealed = pod.renewal(fresh);
  await pod.end('succeeded', [{ subject: fresh.subject, sealed, sealKey: device.org.sealKey }]);
  expect((await headAt(fresh.subject)).id).toBe(resync.id);
});

test('a renewed sign-in is dropped when the grant does not renew, or it changes owner, scope or predecessor', async () => {
  const { id: other } = await device.storeSession();
  const wrong = [
    { choice: { renew: false }, change: {} },
    { choice: { renew: true }, change: { owner: randomId16() } },
    { choice: { renew: true }, change: { scope: other } },
    { choice: { renew: true }, change: { prev: other } },
  ];
  for (const { choice, change } of wrong) {
    const { pod, fresh } = await withSession(choice);
    const sealed = pod.renewal({ ...fresh, ...change });
    await pod.end('succeeded', [{ subject: fresh.subject, sealed, sealKey: device.org.sealKey }]);
    expect((await headAt(fresh.subject)).id).toBe(fresh.prev);
  }
});

test('a renewed sign-in is dropped when its key was sealed for another organization', async () => {
  const { pod, fresh } = await withSession();
  const { sealKey } = (await foundTestOrg(broker)).org;
  const sealed = pod.renewal(fresh);
  await pod.end('succeeded', [{ subject: fresh.subject, sealed, sealKey }]);
  expect((await headAt(fresh.subject)).id).toBe(fresh.prev);
});

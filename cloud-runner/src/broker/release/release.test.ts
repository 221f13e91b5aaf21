import { beforeAll, describe, expect, test } from 'vitest';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { sealClaim } from '@mayfly/shared/envelope/claim.ts';
import { open } from '@mayfly/shared/envelope/open.ts';
import { readGrant } from '@mayfly/shared/envelope/grant.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { seal, wrapDek } from '@mayfly/shared/envelope/seal.ts';
import { sealKeys } from '@mayfly/shared/envelope/keys.ts';
import { hashOfStatement } from '@mayfly/shared/envelope/statement.ts';
import { testImage } from '../../../../test/harness/broker/fake-identity.ts';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { testPod, workOf } from '../../../../test/harness/broker/test-pod.ts';
import { expectRefusal, useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';
import type { TestDevice } from '../../../../test/harness/broker/test-device.ts';

const brokers = useBrokers();
let broker: TestBroker;
let device: TestDevice;

beforeAll(async () => {
  broker = await brokers.start();
  device = await foundTestOrg(broker);
});

test('a pod gets the keys of exactly what the grant names, and a certificate that says so', async () => {
  const { id, session, name, subject, owner, scope } = await device.storeSession();
  const grant = await device.confirm({ sessions: [{ name, subject, owner, scope }] });
  const order = device.order(grant.id);
  const pod = testPod(broker, workOf(order));
  const answer = await pod.ask();
  expect(answer.said).toMatchObject({
    run: workOf(order).run,
    attempt: 1,
    uid: pod.uid,
    image: testImage,
    grant: grant.id,
    grantSubject: grant.subject,
    order: hashOfStatement(order),
    head: device.org.charter.head,
    envelopes: [
      { subject: grant.automation.subject, id: grant.automation.id },
      { subject, id },
    ],
  });
  expect(answer.said.reading).toEqual(device.keys.reading.publicKey);
  expect(answer.said.sealKey).toEqual(device.org.sealKey);
  expect(answer.envelopes[1]?.dek).toEqual(session.sealed.dek);
  const expected = {
    purpose: 'grant',
    org: device.org.id,
    subject: grant.subject,
    id: grant.id,
    senderOf: () => answer.grant.sender,
    now: broker.wall,
  } as const;
  const opened = open(answer.grant.file, expected, answer.grant.dek);
  expect(readGrant(opened.plain).sessions).toHaveLength(1);
});

test('an input comes with the order that names it, and its key with the rest', async () => {
  const grant = await device.confirm();
  const input = seal({
    purpose: 'input',
    org: device.org.id,
    subject: randomId16(),
    createdAt: broker.wall,
    plain: randomBytes(30),
    sender: device.keys.sign,
    recipients: [device.keys.reading.publicKey],
  });
  const order = device.order(grant.id, { input: input.id });
  const wrapped = { stub: input.stub, wrap: wrapDek(input.dek, device.org.sealKey) };
  const without = testPod(broker, workOf(order));
  await expectRefusal(without.ask(), 'wrong-id');
  const broken = { ...wrapped, wrap: wrapDek(randomBytes(32), device.org.sealKey) };
  await expectRefusal(testPod(broker, { ...workOf(order), input: broken }).ask(), 'tampered');
  const answer = await testPod(broker, { ...workOf(order), input: wrapped }).ask();
  expect(answer.said.input).toBe(input.id);
  expect(answer.envelopes.at(-1)?.dek).toEqual(input.dek);
});

describe('the pod', () => {
  test('without a token that somebody vouches for is refused', async () => {
    const work = workOf(device.order((await device.confirm()).id));
    const born = { uid: 'uid-unknown', name: 'run-x-1', token: randomBytes(32) };
    await expectRefusal(testPod(broker, work, born).ask(), 'token-refused');
  });

  test('with the token of a pod of another name is refused', async () => {
    const work = workOf(device.order((await device.confirm()).id));
    const born = { ...broker.identity.bear('warm-one'), name: 'warm-two' };
    await expectRefusal(testPod(broker, work, born).ask(), 'token-refused');
  });

  test('that does not live, or was restarted, is refused', async () => {
    const work = workOf(device.order((await device.confirm()).id));
    const born = broker.identity.bear('warm-dead', { live: false });
    await expectRefusal(testPod(broker, work, born).ask(), 'pod-not-live');
  });

  test('that runs anything which the operator did not list is refused', async () => {
    const work = workOf(device.order((await device.confirm()).id));
    for (const digests of [['sha256:other'], [testImage, 'sha256:other'], []]) {
      const born = broker.identity.bear('warm-other', { digests });
      await expectRefusal(testPod(broker, work, born).ask(), 'image-not-listed');
    }
  });

  test('that runs what the policy does not list is refused', async () => {
    const strict = await foundTestOrg(broker);
    await strict.append([{ act: 'policy', approvals: 0, images: ['sha256:audited'] }]);
    const work = workOf(strict.order((await strict.confirm()).id));
    await expectRefusal(testPod(broker, work).ask(), 'image-not-listed');
  });

  test('gets keys for one attempt in its life', async () => {
    const grant = await device.confirm({ parallel: 9 });
    const born = broker.identity.bear('warm-twice');
    await testPod(broker, workOf(device.order(grant.id)), born).ask();
    const again = testPod(broker, workOf(device.order(grant.id)), born).ask();
    await expectRefusal(again, 'already-released');
  });
});

describe('the claim', () => {
  test('that is sent again gets nothing', async () => {
    const work = workOf(device.order((await device.confirm()).id));
    const pod = testPod(broker, work);
    const sealed = sealClaim(pod.claim(), broker.deps.keys.claim.publicKey);
    await pod.send(sealed);
    await expectRefusal(pod.send(sealed), 'already-released');
  });

  test('that is sealed to another broker is refused', async () => {
    const work = workOf(device.order((await device.confirm()).id));
    const pod = testPod(broker, work);
    const sealed = sealClaim(pod.claim(), sealKeys().publicKey);
    await expectRefusal(pod.send(sealed), 'wrong-recipient');
  });

  test('of an organization that there is not is refused', async () => {
    const work = workOf(device.order((await device.confirm()).id));
    const org = device.sealed('automation', randomBytes(1)).act.id;
    await expectRefusal(testPod(broker, { ...work, org }).ask(), 'organization-not-found');
  });
});

describe('the order', () => {
  test('must be for the run that is claimed', async () => {
    const work = workOf(device.order((await device.confirm()).id));
    await expectRefusal(testPod(broker, { ...work, run: randomId16() }).ask(), 'wrong-id');
  });

  test('must be for a grant that is known', async () => {
    const order = device.order(device.sealed('grant', randomBytes(1)).act.id);
    await expectRefusal(testPod(broker, workOf(order)).ask(), 'grant-not-in-force');
  });

  test('of another organization opens nothing here', async () => {
    const other = await foundTestOrg(broker);
    const order = other.order((await device.confirm()).id);
    const work = { ...workOf(order), org: device.org.id };
    await expectRefusal(testPod(broker, work).ask(), 'unknown-sender');
  });

  test('of a run that began by another order is refused', async () => {
    const [one, two] = [await device.confirm(), await device.confirm()];
    const { run } = workOf(device.order(one.id));
    const pod = testPod(broker, workOf(device.order(one.id, { run })));
    await pod.ask();
    const other = workOf(device.order(two.id, { run }), 2);
    await expectRefusal(testPod(broker, other).ask(), 'run-differs');
  });

  test('by a person whom the grant does not name is refused', async () => {
    const grant = await device.confirm({ persons: [randomId16()] });
    await expectRefusal(testPod(broker, workOf(device.order(grant.id))).ask(), 'not-allowed');
  });

  test('is good in its time only, and for a day at most', async () => {
    const { id } = await device.confirm();
    const now = broker.wall;
    const hourMs = 3_600_000;
    const times = [
      { notBefore: now - 2 * hourMs, notAfter: now - hourMs },
      { notBefore: now + hourMs, notAfter: now + 2 * hourMs },
      { notBefore: now, notAfter: now + 25 * hourMs },
    ];
    for (const time of times) {
      const order = device.order(id, time);
      await expectRefusal(testPod(broker, workOf(order)).ask(), 'order-expired');
    }
  });
});

describe('the grant', () => {
  test('that was replaced by a newer version is not in force', async () => {
    const old = await device.confirm();
    const order = device.order(old.id);
    await device.confirm({}, old.subject);
    await expectRefusal(testPod(broker, workOf(order)).ask(), 'grant-not-in-force');
  });

  test('that was revoked is not in force', async () => {
    const grant = await device.confirm();
    await device.append([{ act: 'revoke', subject: grant.subject }]);
    const pod = testPod(broker, workOf(device.order(grant.id)));
    await expectRefusal(pod.ask(), 'grant-not-in-force');
  });

  test('whose sign-in was revoked is not in force', async () => {
    const { name, subject, owner, scope } = await device.storeSession();
    const grant = await device.confirm({ sessions: [{ name, subject, owner, scope }] });
    await device.append([{ act: 'revoke', subject }]);
    const pod = testPod(broker, workOf(device.order(grant.id)));
    await expectRefusal(pod.ask(), 'grant-not-in-force');
  });

  test('holds through a resync of its sign-in, and gets the newest version', async () => {
    const { id, name, subject, owner, scope } = await device.storeSession();
    const grant = await device.confirm({ sessions: [{ name, subject, owner, scope }] });
    const next = await device.storeSession({ subject, scope, prev: id });
    const answer = await testPod(broker, workOf(device.order(grant.id))).ask();
    expect(answer.said.envelopes).toContainEqual({ subject, id: next.id });
  });
});

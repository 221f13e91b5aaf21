import { beforeAll, describe, expect, test } from 'vitest';
import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { charterOf } from '@mayfly/shared/envelope/charter.ts';
import { headOfFrontier } from '@mayfly/shared/envelope/log.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { writeGrant } from '@mayfly/shared/envelope/grant.ts';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
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

const headAt = (subject: string) =>
  call(device.door, brokerRoutes.subjectHead, { params: { org: device.org.id, subject } });

test('a link moves the head, and the receipt names it and the log', async () => {
  const before = device.org.charter.seq;
  const grant = await device.confirm();
  expect(device.org.charter.seq).toBe(before + 1);
  expect((await headAt(grant.subject)).id).toBe(grant.id);
});

test('links come back in order and make the same charter', async () => {
  const { links, receipt } = await call(device.door, brokerRoutes.listLinks, {
    params: { org: device.org.id },
    query: { after: -1 },
  });
  expect(charterOf(links.map(signedFromJson)).head).toBe(device.org.charter.head);
  expect(signedFromJson(receipt).sig).toHaveLength(64);
});

test('a grant comes back as the very bytes that were sealed', async () => {
  const automation = device.sealed('automation', randomBytes(10));
  const grant = device.sealed('grant', writeGrant(device.grantFor(automation)));
  await device.append([automation.act, grant.act], [automation, grant]);
  const params = { org: device.org.id, id: grant.act.id };
  const file = await call(device.door, brokerRoutes.getGrant, { params });
  expect(file).toEqual(grant.sealed.file);
});

test('the same link again gets a receipt, since its answer may have been lost', async () => {
  const automation = device.sealed('automation', randomBytes(10));
  const signed = device.signLink([automation.act]);
  const first = await device.append([automation.act], [automation], { signed });
  const again = await device.append([automation.act], [automation], { signed });
  expect(again.seq).toBe(first.seq);
});

test('of two links after the same head, the second is refused: charter-moved', async () => {
  const [one, two] = [
    device.sealed('automation', randomBytes(10)),
    device.sealed('automation', randomBytes(10)),
  ];
  const late = device.signLink([two.act]);
  await device.append([one.act], [one]);
  await expectRefusal(device.append([two.act], [two], { signed: late }), 'charter-moved');
});

describe('what is brought for a head', () => {
  test('must be there', async () => {
    const automation = device.sealed('automation', randomBytes(10));
    await expectRefusal(device.append([automation.act], []), 'bad-request');
  });

  test('must be no more than the link sets', async () => {
    const [one, two] = [
      device.sealed('automation', randomBytes(10)),
      device.sealed('automation', randomBytes(10)),
    ];
    await expectRefusal(device.append([one.act], [one, two]), 'bad-request');
  });

  test('must be of the subject that the link names', async () => {
    const automation = device.sealed('automation', randomBytes(10));
    const act = { ...automation.act, subject: randomId16() };
    await expectRefusal(device.append([act], [{ ...automation, act }]), 'wrong-subject');
  });

  test('must be of the purpose that the link names', async () => {
    const automation = device.sealed('automation', randomBytes(10));
    const act = { ...automation.act, purpose: 'grant' as const };
    const other = { ...automation, act };
    await expectRefusal(device.append([act], [other]), 'wrong-purpose');
  });

  test('must carry a signature that fits', async () => {
    const automation = device.sealed('automation', randomBytes(10));
    automation.sealed.stub.sig[0]! ^= 1;
    await expectRefusal(device.append([automation.act], [automation]), 'tampered');
  });

  test('must have a key that belongs to its header', async () => {
    const automation = device.sealed('automation', randomBytes(10));
    const other = { ...automation, sealed: { ...automation.sealed, dek: randomBytes(32) } };
    await expectRefusal(device.append([automation.act], [other]), 'tampered');
  });

  test('must be sealed to the key of this organization', async () => {
    const other = await foundTestOrg(broker);
    const automation = device.sealed('automation', randomBytes(10));
    const { sealKey } = other.org;
    const asked = device.append([automation.act], [automation], { sealKey });
    await expectRefusal(asked, 'wrong-recipient');
  });

  test('keys for further devices are not built, and say so', async () => {
    const keys = device.sealed('keys', randomBytes(10), { subject: randomId16() });
    await expectRefusal(device.append([keys.act], [keys]), 'not-built');
  });
});

test('nothing of a refused link stays', async () => {
  const automation = device.sealed('automation', randomBytes(10));
  const grant = device.sealed('grant', randomBytes(20));
  const { seq } = device.org.charter;
  await expectRefusal(device.append([automation.act, grant.act], [automation, grant]), 'tampered');
  const { receipt } = await call(device.door, brokerRoutes.head, {
    params: { org: device.org.id },
  });
  expect(signedFromJson(receipt).bytes.length).toBeGreaterThan(0);
  await expectRefusal(headAt(automation.act.subject), 'subject-not-found');
  expect(device.org.charter.seq).toBe(seq);
});

describe('a grant', () => {
  test('that ended already is refused', async () => {
    await expectRefusal(device.confirm({ notAfter: broker.wall - 1 }), 'expired');
  });

  test('with a schedule that is none is refused', async () => {
    const schedule = { cron: 'every day', zone: 'Europe/Berlin', graceMs: 1000 };
    await expectRefusal(device.confirm({ schedule }), 'bad-request');
  });

  test('over a sign-in that is not stored is refused', async () => {
    const scope = device.sealed('automation', randomBytes(1)).act.id;
    const session = { name: 'shop', subject: randomId16(), owner: device.person, scope };
    await expectRefusal(device.confirm({ sessions: [session] }), 'not-allowed');
  });
});

describe('a sign-in', () => {
  test('stored again follows the newest version', async () => {
    const { id, subject, scope } = await device.storeSession();
    const next = await device.storeSession({ subject, scope, prev: id });
    expect((await headAt(subject)).id).toBe(next.id);
  });

  test('that follows another version than the newest is refused', async () => {
    const { id, subject, scope } = await device.storeSession();
    await device.storeSession({ subject, scope, prev: id });
    await expectRefusal(device.storeSession({ subject, scope, prev: id }), 'charter-moved');
  });

  test('cannot get another scope', async () => {
    const { id, subject } = await device.storeSession();
    await expectRefusal(device.storeSession({ subject, prev: id }), 'not-allowed');
  });

  test('that was revoked is gone for ever', async () => {
    const { id, subject, scope } = await device.storeSession();
    await device.append([{ act: 'revoke', subject }]);
    await expectRefusal(headAt(subject), 'subject-not-found');
    await expectRefusal(device.storeSession({ subject, scope, prev: id }), 'not-allowed');
  });
});

test('a settle of a run that nobody heard of is refused', async () => {
  const settle = { act: 'settle', run: randomId16(), done: true } as const;
  await expectRefusal(device.append([settle]), 'run-not-found');
});

test('a device that saw another log is told so', async () => {
  const { size } = device.org.seen;
  const seen = { ...(await headOfFrontier({ size: 1, nodes: [randomBytes(32)] })), size };
  await expectRefusal(device.beat({ seen }), 'history-forked');
  await expectRefusal(device.beat({ seen: { ...seen, size: size + 9 } }), 'history-forked');
});

test('a beat on a head that is not of this chain is refused', async () => {
  const other = await foundTestOrg(broker);
  await expectRefusal(device.beat({ head: other.org.charter.head }), 'history-forked');
  expect((await device.beat()).receipt.sig).toBeTruthy();
});

test('a beat that was signed long ago does not count', async () => {
  await expectRefusal(device.beat({ at: broker.wall - 3_600_000 }), 'clock-off');
});

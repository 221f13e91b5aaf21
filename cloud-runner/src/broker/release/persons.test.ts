import { beforeEach, describe, expect, test } from 'vitest';
import { deviceOf, foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { deviceKeys } from '../../../../test/harness/broker/test-pairing.ts';
import { wholeBuild } from '../../../../test/harness/broker/test-broker.ts';
import { testPod, workOf } from '../../../../test/harness/broker/test-pod.ts';
import { expectRefusal, useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';
import type { TestDevice } from '../../../../test/harness/broker/test-device.ts';

const brokers = useBrokers();
let broker: TestBroker;
let admin: TestDevice;
let member: TestDevice;

async function admit(role: 'member' | 'admin' = 'member'): Promise<TestDevice> {
  const keys = deviceKeys();
  const { person, sign, seal } = keys;
  await admin.append([{ act: 'admit', person, role, sign: sign.publicKey, seal: seal.publicKey }]);
  return deviceOf(broker, admin.org, keys);
}

beforeEach(async () => {
  broker ??= await brokers.start({ built: wholeBuild });
  admin = await foundTestOrg(broker);
  member = await admit();
});

describe('a member’s grant over a colleague’s sign-in', () => {
  const overColleague = async () => {
    const { name, subject, owner, scope } = await admin.storeSession();
    return member.confirm({ sessions: [{ name, subject, owner, scope }] });
  };

  test('is not in force without the owner', async () => {
    const grant = await overColleague();
    const pod = testPod(broker, workOf(member.order(grant.id)));
    await expectRefusal(pod.ask(), 'grant-not-in-force');
  });

  test('is in force once the owner approved exactly this version', async () => {
    const grant = await overColleague();
    await admin.append([{ act: 'approve', grant: grant.id }]);
    await testPod(broker, workOf(member.order(grant.id))).ask();
    const again = await member.confirm({ perDay: 999 }, grant.subject);
    const { name, subject, owner, scope } = await admin.storeSession();
    const wider = await member.confirm(
      { sessions: [{ name, subject, owner, scope }] },
      again.subject,
    );
    const pod = testPod(broker, workOf(member.order(wider.id)));
    await expectRefusal(pod.ask(), 'grant-not-in-force');
  });

  test('cannot claim the sign-in to be the member’s own', async () => {
    const { name, subject, scope } = await admin.storeSession();
    const own = { name, subject, owner: member.person, scope };
    await expectRefusal(member.confirm({ sessions: [own] }), 'not-allowed');
  });

  test('needs the owner to be heard of, not the author', async () => {
    const { name, subject, owner, scope } = await admin.storeSession();
    const sessions = [{ name, subject, owner, scope }];
    const grant = await member.confirm({ sessions, freshForMs: 3_600_000 });
    await admin.append([{ act: 'approve', grant: grant.id }]);
    broker.wall += 3_600_001;
    await member.beat();
    const ask = () => testPod(broker, workOf(member.order(grant.id))).ask();
    await expectRefusal(ask(), 'not-fresh');
    await admin.beat();
    await ask();
  });
});

test('a member cannot store a sign-in for a colleague', async () => {
  const { id, subject, scope } = await admin.storeSession();
  await expectRefusal(member.storeSession({ subject, scope, prev: id }), 'not-allowed');
});

test('writes wait for as many other persons as the policy says', async () => {
  await admin.append([{ act: 'policy', approvals: 1 }]);
  const origin = 'https://example.com';
  const writes = [{ origin, methods: ['POST'], path: '/', max: 1 }] as const;
  const grant = await member.confirm({ writes });
  const ask = () => testPod(broker, workOf(member.order(grant.id))).ask();
  await expectRefusal(ask(), 'grant-not-in-force');
  await admin.append([{ act: 'approve', grant: grant.id }]);
  expect((await ask()).said.grant).toBe(grant.id);
});

test('a dismissed device orders nothing, asks nothing, and its person’s approvals lapse', async () => {
  const { name, subject, owner, scope } = await member.storeSession();
  const grant = await admin.confirm({ sessions: [{ name, subject, owner, scope }] });
  await member.append([{ act: 'approve', grant: grant.id }]);
  const order = member.order((await member.confirm()).id);
  await admin.append([
    { act: 'dismiss', kid: member.keys.sign.kid },
    { act: 'reading', space: 0, key: deviceKeys().reading.publicKey },
  ]);
  await expectRefusal(testPod(broker, workOf(order)).ask(), 'unknown-sender');
  await expectRefusal(member.beat(), 'organization-not-found');
  const pod = testPod(broker, workOf(admin.order(grant.id)));
  await expectRefusal(pod.ask(), 'grant-not-in-force');
});

test('further persons are refused where they are not built', async () => {
  broker = await brokers.start();
  admin = await foundTestOrg(broker);
  await expectRefusal(admit(), 'not-built');
});

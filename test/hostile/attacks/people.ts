import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { order } from '@mayfly/shared/envelope/statement/order.ts';
import { read, sign } from '@mayfly/shared/envelope/statement.ts';
import { expect } from 'vitest';
import { deviceOf, foundTestOrg } from '../../harness/broker/test-device.ts';
import { deviceKeys } from '../../harness/broker/test-pairing.ts';
import { testPod, workOf } from '../../harness/broker/test-pod.ts';
import { refused } from '../refused.ts';
import type { TestDevice } from '../../harness/broker/test-device.ts';
import type { RunningBroker } from '../brokers.ts';
import type { Attack } from '../threat.ts';

/** An admin and a member of one organization, where further persons are built. */
async function twoPersons(
  broker: RunningBroker,
): Promise<{ admin: TestDevice; member: TestDevice }> {
  const admin = await foundTestOrg(broker);
  const keys = deviceKeys();
  const { person, sign: signs, seal } = keys;
  await admin.append([
    { act: 'admit', person, role: 'member', sign: signs.publicKey, seal: seal.publicKey },
  ]);
  return { admin, member: deviceOf(broker, admin.org, keys) };
}

/** A device of somebody who was dismissed goes on asking. */
export const formerMember: readonly Attack[] = [
  {
    title: 'asks for everything, orders what is permitted, and signs links as before',
    play: async (worlds) => {
      const { start } = await worlds.brokers();
      const broker = await start({ whole: true });
      const { admin, member } = await twoPersons(broker);
      const grant = await member.confirm();
      const order = member.order(grant.id);
      await admin.append([
        { act: 'dismiss', kid: member.keys.sign.kid },
        { act: 'reading', space: 0, key: deviceKeys().reading.publicKey },
      ]);
      const gone = 'organization-not-found';
      expect(await refused(member.beat())).toBe(gone);
      expect(await refused(member.statements(workOf(order).run))).toBe(gone);
      expect(await refused(member.stop(workOf(order).run))).toBe(gone);
      expect(await refused(member.confirm())).toBe(gone);
      expect(await refused(testPod(broker, workOf(order)).ask())).toBe('unknown-sender');
      const link = member.signLink([{ act: 'settle', run: workOf(order).run, done: true }]);
      expect(await refused(admin.append([], [], { signed: link }))).toBe('unknown-sender');
    },
  },
  {
    title:
      'gets no report that is made from then on: its reading key is not the one that certificates name',
    play: async (worlds) => {
      const { start } = await worlds.brokers();
      const broker = await start({ whole: true });
      const { admin, member } = await twoPersons(broker);
      const next = deviceKeys().reading;
      await admin.append([
        { act: 'dismiss', kid: member.keys.sign.kid },
        { act: 'reading', space: 0, key: next.publicKey },
      ]);
      const { said } = await testPod(broker, workOf(admin.order((await admin.confirm()).id))).ask();
      expect(said.reading).toEqual(next.publicKey);
      expect(said.reading).not.toEqual(admin.keys.reading.publicKey);
    },
  },
];

/** A colleague, who is there and may order, wants another one's sign-in. */
export const colleague: readonly Attack[] = [
  {
    title: 'orders by another’s permission that does not name him',
    play: async (worlds) => {
      const { start } = await worlds.brokers();
      const broker = await start({ whole: true });
      const { admin, member } = await twoPersons(broker);
      const { name, subject, owner, scope } = await admin.storeSession();
      const grant = await admin.confirm({ sessions: [{ name, subject, owner, scope }] });
      const pod = testPod(broker, workOf(member.order(grant.id)));
      expect(await refused(pod.ask())).toBe('not-allowed');
      expect(await refused(member.append([{ act: 'revoke', subject }]))).toBe('not-allowed');
    },
  },
];

/** Whoever would start runs by a key of its own, where no such key is built yet. */
export const triggers: readonly Attack[] = [
  {
    title:
      'is admitted as a trigger key, and orders by a key that a permission names but no charter: both are refused',
    play: async (worlds) => {
      const { start } = await worlds.brokers();
      const broker = await start();
      const device = await foundTestOrg(broker);
      const { person, seal } = deviceKeys();
      const trigger = signKeys();
      const admit = { act: 'admit', person, role: 'trigger', sign: trigger.publicKey } as const;
      expect(await refused(device.append([{ ...admit, seal: seal.publicKey }]))).toBe('not-built');
      const grant = await device.confirm({ triggers: [trigger.kid] });
      const { v: _, by: __, ...said } = read(order, device.order(grant.id));
      const pod = testPod(broker, workOf(sign(order, said, trigger)));
      expect(await refused(pod.ask())).toBe('unknown-sender');
    },
  },
];

import { beforeAll, expect, test } from 'vitest';
import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { link } from '@mayfly/shared/envelope/statement/link.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import {
  invitationMs,
  readInvitation,
  writeInvitation,
} from '@mayfly/shared/envelope/invitation.ts';
import {
  acceptInvitation,
  deviceKeys,
  firstLink,
} from '../../../../test/harness/broker/test-pairing.ts';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { expectRefusal, useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';

const brokers = useBrokers();
let broker: TestBroker;

beforeAll(async () => {
  broker = await brokers.start();
});

test('the first device makes an organization whose id is the hash of its link', async () => {
  const keys = deviceKeys();
  const org = await acceptInvitation(broker, broker.deps.invitations.make(), keys);
  expect(org.id).toBe(org.charter.head);
  expect(org.seen.size).toBe(1);
});

test('an invitation works once', async () => {
  const line = broker.deps.invitations.make();
  await acceptInvitation(broker, line, deviceKeys());
  await expectRefusal(acceptInvitation(broker, line, deviceKeys()), 'invitation-used');
});

test('of two who answer at once, one is taken', async () => {
  const line = broker.deps.invitations.make();
  const both = await Promise.allSettled([
    acceptInvitation(broker, line, deviceKeys()),
    acceptInvitation(broker, line, deviceKeys()),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('an invitation that was never made is unknown', async () => {
  const { url, inviter } = readInvitation(broker.deps.invitations.make());
  const line = writeInvitation({ url, inviter, secret: randomBytes(16) });
  await expectRefusal(acceptInvitation(broker, line, deviceKeys()), 'invitation-unknown');
});

test('who knows the id but not the secret gets nothing, and does not use the invitation up', async () => {
  const line = broker.deps.invitations.make();
  const keys = deviceKeys();
  const guess = { secret: randomBytes(16) };
  await expectRefusal(acceptInvitation(broker, line, keys, guess), 'invitation-unknown');
  await acceptInvitation(broker, line, keys);
});

test('an invitation is too old after ten minutes', async () => {
  const line = broker.deps.invitations.make();
  broker.wall += invitationMs + 1;
  await expectRefusal(acceptInvitation(broker, line, deviceKeys()), 'invitation-late');
});

test('a first link that admits no admin is refused, and the invitation stays good', async () => {
  const line = broker.deps.invitations.make();
  const { person, sign: keys, seal, ...rest } = deviceKeys();
  const first = sign(
    link,
    {
      at: broker.wall,
      seq: 0,
      salt: randomBytes(16),
      acts: [
        { act: 'admit', person, role: 'member', sign: keys.publicKey, seal: seal.publicKey },
        { act: 'reading', space: 0, key: rest.reading.publicKey },
        { act: 'policy', approvals: 0 },
      ],
    },
    keys,
  );
  const newcomer = { person, sign: keys, seal, ...rest };
  await expectRefusal(acceptInvitation(broker, line, newcomer, { first }), 'tampered');
  await acceptInvitation(broker, line, newcomer);
});

test('the same first link does not make a second organization', async () => {
  const keys = deviceKeys();
  const first = firstLink(keys, broker.wall);
  await acceptInvitation(broker, broker.deps.invitations.make(), keys, { first });
  const again = acceptInvitation(broker, broker.deps.invitations.make(), keys, { first });
  await expectRefusal(again, 'charter-moved');
});

test('an invitation from a device is not built, and says so', async () => {
  const device = await foundTestOrg(broker);
  await expectRefusal(call(device.door, brokerRoutes.createInvitation), 'not-built');
  const params = { id: randomId16() };
  await expectRefusal(call(device.door, brokerRoutes.pollInvitation, { params }), 'not-built');
});

test('after a restart, invitations of before are unknown', async () => {
  const first = await brokers.start();
  const line = first.deps.invitations.make();
  const second = await brokers.start(first);
  await expectRefusal(acceptInvitation(second, line, deviceKeys()), 'invitation-unknown');
});

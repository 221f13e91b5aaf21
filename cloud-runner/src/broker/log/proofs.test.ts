import { beforeAll, expect, test } from 'vitest';
import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { fromBase64url, id32, idBytes } from '@mayfly/shared/base/ids.ts';
import {
  checkConsistency,
  checkInclusion,
  emptyFrontier,
  logHeadOf,
  proveConsistency,
  proveInclusion,
} from '@mayfly/shared/envelope/log.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { concat } from '@mayfly/shared/base/bytes.ts';
import { inOrg } from '../store/database.ts';
import { foundTestOrg } from '../../../../test/harness/broker/test-device.ts';
import { expectRefusal, useBrokers } from '../../../../test/harness/broker/use-broker.ts';
import { appendWithNodes, headOf } from './append.ts';
import { hashesOver, rootAt } from './proofs.ts';
import { consistencySpans, inclusionSpans } from './spans.ts';
import type { Frontier } from '@mayfly/shared/envelope/log.ts';
import type { TestBroker } from '../../../../test/harness/broker/test-broker.ts';
import type { TestDevice } from '../../../../test/harness/broker/test-device.ts';

const brokers = useBrokers();
let broker: TestBroker;
let device: TestDevice;

beforeAll(async () => {
  broker = await brokers.start();
  device = await foundTestOrg(broker);
});

const proof = (query: { from?: number; to?: number; leaf?: number }) =>
  call(device.door, brokerRoutes.logProof, { params: { org: device.org.id }, query });

test('every proof from kept nodes is the one that the whole log gives', async () => {
  const most = 21;
  const leaves = Array.from({ length: most }, () => randomBytes(32));
  const org = id32(randomBytes(32));
  await inOrg(broker.deps.database, org, async (at) => {
    let frontier: Frontier = emptyFrontier;
    for (const leaf of leaves) {
      const added = appendWithNodes(frontier, leaf);
      const nodes = concat(...added.completed);
      const row = { org, n: frontier.size, hash: id32(leaf), kind: 'link', nodes } as const;
      await at.tx.insertInto('leaves').values(row).execute();
      frontier = added.frontier;
    }
    expect(headOf(frontier)).toEqual(await logHeadOf(leaves));
    for (let size = 0; size <= most; size += 1) {
      const some = leaves.slice(0, size);
      expect(await rootAt(at, size)).toEqual((await logHeadOf(some)).root);
      for (let n = 0; n < size; n += 1) {
        expect(await hashesOver(at, inclusionSpans(n, size))).toEqual(
          await proveInclusion(some, n),
        );
      }
      for (let older = 0; older <= size; older += 1) {
        const spans = consistencySpans(older, size);
        expect(await hashesOver(at, spans)).toEqual(await proveConsistency(some, older));
      }
    }
  });
});

test('a device can check that the log goes on from what it saw, and that a link is in it', async () => {
  const older = device.org.seen;
  for (let n = 0; n < 5; n += 1) await device.confirm();
  const { size, root, consistency, inclusion, leaf } = await proof({ from: older.size, leaf: 3 });
  const newer = { size, root: fromBase64url(root) };
  expect(newer).toEqual(device.org.seen);
  await checkConsistency(older, newer, consistency!.map(fromBase64url));
  const path = inclusion!.map(fromBase64url);
  await checkInclusion(newer, { leaf: fromBase64url(leaf!), index: 3, proof: path });
});

test('leaves that there are not have no proof', async () => {
  const { size } = device.org.seen;
  await expectRefusal(proof({ to: size + 1 }), 'bad-request');
  await expectRefusal(proof({ from: size + 1 }), 'bad-request');
  await expectRefusal(proof({ leaf: size }), 'bad-request');
  await expectRefusal(proof({ leaf: -1 }), 'bad-request');
});

test('the entries are the statements behind the leaves', async () => {
  const params = { org: device.org.id };
  const { entries } = await call(device.door, brokerRoutes.logEntries, {
    params,
    query: { from: 0 },
  });
  expect(entries).toHaveLength(device.org.seen.size);
  expect(entries[0]).toMatchObject({ n: 0, kind: 'link' });
  expect(fromBase64url(entries[0]!.hash)).toEqual(idBytes(device.org.id));
  expect(entries.every(({ statement }) => statement)).toBe(true);
});

import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { pathOf } from '@mayfly/shared/api/route.ts';
import { expect } from 'vitest';
import { device } from '../../harness/device.ts';
import { acceptInvitation, deviceKeys } from '../../harness/broker/test-pairing.ts';
import { permit } from '../../harness/permit.ts';
import { evidenceOf } from '../../harness/run-evidence.ts';
import { refused } from '../refused.ts';
import { giveWork, reading, writing } from '../service/lies.ts';
import type { Attack } from '../threat.ts';

const fieldsOfPairing = ['receipt', 'brokerSign', 'serviceUrl', 'mac'] as const;

/** Who sits between the parts: reads all, and rewrites, drops and repeats what passes. */
export const network: readonly Attack[] = [
  {
    title:
      'rewrites what a broker answers to a newcomer, field by field: the newcomer does not believe it',
    play: async (worlds) => {
      const broker = await (await worlds.brokers()).start();
      for (const field of fieldsOfPairing) {
        const rewritten: typeof fetch = async (input, init) => {
          const answer = await broker.door.fetch(input, init);
          const said = (await answer.json()) as Record<string, unknown>;
          return Response.json({ ...said, [field]: changed(said[field]) }, { status: 201 });
        };
        const there = { ...broker, door: { ...broker.door, fetch: rewritten } };
        const line = broker.deps.invitations.make();
        const outcome = await refused(acceptInvitation(there, line, deviceKeys()));
        expect([field, outcome]).not.toEqual([field, 'taken']);
      }
    },
  },
  {
    isLong: true,
    title:
      'rewrites one byte of the keys that a broker gives to a pod, and gives it those of another: it plays nothing',
    play: async (worlds) => {
      const world = await worlds.service();
      const releases = pathOf(brokerRoutes.release);
      let earlier: Buffer | undefined;
      world.broker.meddle(async (sent, forward) => {
        const answer = await forward(sent);
        if (sent.path !== releases || answer.status !== 200) return answer;
        earlier ??= answer.body;
        const body = Buffer.from(answer.body);
        body.writeUInt8(body.readUInt8(100) ^ 1, 100);
        return { ...answer, body };
      });
      expect(await giveWork(world, (work) => work)).toBe('wrong-recipient');
      world.broker.meddle(async (sent, forward) => {
        const answer = await forward(sent);
        return sent.path === releases && answer.status === 200
          ? { ...answer, body: earlier! }
          : answer;
      });
      expect(await giveWork(world, (work) => work)).toBe('wrong-recipient');
      world.broker.meddle();
    },
  },
  {
    title: 'sends every request of devices and pods twice: a run is done once, and writes once',
    play: async (worlds) => {
      const world = await worlds.service();
      const { run } = await permit(writing(world));
      const before = world.written();
      for (const wire of [world.service, world.broker]) {
        wire.meddle(async (sent, forward) => {
          const answer = await forward(sent);
          if (sent.method !== 'GET' && !sent.path.endsWith('/assignment')) await forward(sent);
          return answer;
        });
      }
      const { report, proof } = await evidenceOf(await run());
      for (const wire of [world.service, world.broker]) wire.meddle();
      expect(report).toMatchObject({ status: 'succeeded', attempt: 1 });
      expect(proof).toMatchObject({ proved: true, erased: 'node-verified' });
      expect(world.written()).toBe(before + 1);
    },
  },
  {
    title: 'keeps a revocation back: it has no receipt, and is not shown as done',
    play: async (worlds) => {
      const world = await worlds.service();
      const { grant } = await permit(reading(world));
      const connection = await device.connect();
      const { charter } = await device.syncCharter(connection);
      const [subject] = [...charter.heads].find(([, { id }]) => id === grant) ?? [];
      world.broker.meddle(async (sent, forward) =>
        sent.method === 'POST' && sent.path.endsWith('/links') ? undefined : forward(sent),
      );
      expect(await refused(device.revokeSignIn(connection, subject!))).toBe('runner-unreachable');
      world.broker.meddle();
      const { charter: after } = await device.syncCharter(connection);
      expect(after.revoked.has(subject!)).toBe(false);
    },
  },
];

/** The same, with its last byte another one; of a statement its signature. */
function changed(value: unknown): unknown {
  if (typeof value === 'string' && URL.canParse(value)) return 'http://127.0.0.1:4799';
  if (typeof value !== 'string') {
    const { bytes, sig } = value as { bytes: string; sig: string };
    return { bytes, sig: changed(sig) };
  }
  const bytes = Buffer.from(value, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
  return bytes.toString('base64url');
}

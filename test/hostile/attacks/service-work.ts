import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { call } from '@mayfly/shared/api/client.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { fromBase64url, randomId16, toBase64url } from '@mayfly/shared/base/ids.ts';
import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { writeStub } from '@mayfly/shared/envelope/format.ts';
import { seal, wrapDek } from '@mayfly/shared/envelope/seal.ts';
import { order } from '@mayfly/shared/envelope/statement/order.ts';
import { read, sign } from '@mayfly/shared/envelope/statement.ts';
import { expect } from 'vitest';
import { device } from '../../harness/device.ts';
import { permit } from '../../harness/permit.ts';
import { evidenceOf, statementsOf } from '../../harness/run-evidence.ts';
import { until } from '../../harness/until.ts';
import { killPods } from '../service/spawner.ts';
import { giveWork, reading, workIn, writing } from '../service/lies.ts';
import type { Assignment } from '@mayfly/shared/api/service-routes.ts';
import type { Subject } from '@mayfly/shared/base/ids.ts';
import type { ServiceWorld } from '../service/world.ts';
import type { Attack } from '../threat.ts';

/** Has a run go well; gives the work that its pod had. */
async function workDone(world: ServiceWorld): Promise<Assignment> {
  const { run } = await permit(reading(world));
  let seen: Assignment | undefined;
  world.service.meddle(async (sent, forward) => {
    const answer = await forward(sent);
    seen = workIn(sent, answer) ?? seen;
    return answer;
  });
  const { report } = await evidenceOf(await run());
  world.service.meddle();
  expect(report.status).toBe('succeeded');
  return seen!;
}

/** A hostile service gives pods other work than was ordered. No pod gets a key, and no site is asked for anything. */
export const serviceGivesOtherWork: readonly Attack[] = [
  {
    isLong: true,
    title: 'gives a pod the order of a run that is over, as its first attempt and as a further one',
    play: async (worlds) => {
      const world = await worlds.service();
      const over = await workDone(world);
      expect(await giveWork(world, () => over)).toBe('run-ended');
      expect(await giveWork(world, () => ({ ...over, attempt: 2 }))).toBe('run-ended');
    },
  },
  {
    isLong: true,
    title: 'invents a slot of a permission that has no schedule',
    play: async (worlds) => {
      const world = await worlds.service();
      const invented = (of: (work: Assignment) => Subject | Promise<Subject>) =>
        giveWork(world, async (work) => {
          const { org, run, attempt } = work;
          return { org, run, attempt, slot: { grantSubject: await of(work), slot: Date.now() } };
        });
      expect(await invented(subjectOfGrant)).toBe('slot-outside-grace');
      expect(await invented(() => randomId16())).toBe('grant-not-in-force');
    },
  },
  {
    title: 'signs an order itself, and changes one that a device signed',
    play: async (worlds) => {
      const world = await worlds.service();
      const own = signKeys();
      const forged = await giveWork(world, (work) => {
        const { v: _, by: __, ...said } = read(order, signedFromJson(work.order!));
        return { ...work, order: signedToJson(sign(order, said, own)) };
      });
      expect(forged).toBe('unknown-sender');
      const changed = await giveWork(world, (work) => {
        const { bytes, sig } = signedFromJson(work.order!);
        const last = bytes.length - 1;
        const other = bytes.with(last, bytes[last]! ^ 1);
        return { ...work, order: signedToJson({ bytes: other, sig }) };
      });
      expect(['tampered', 'unknown-version']).toContain(changed);
    },
  },
  {
    title: 'gives an order under the number of another run, so that it would be done once more',
    play: async (worlds) => {
      const world = await worlds.service();
      expect(await giveWork(world, (work) => ({ ...work, run: randomId16() }))).toBe('wrong-id');
    },
  },
  {
    isLong: true,
    title: 'brings an input to an order that names none',
    play: async (worlds) => {
      const world = await worlds.service();
      const { org, keys, runner } = await device.connect();
      const { stub, dek } = seal({
        purpose: 'input',
        org,
        subject: randomId16(),
        createdAt: Date.now(),
        plain: new Uint8Array(10),
        sender: keys.sign,
        recipients: [],
      });
      const wrap = toBase64url(wrapDek(dek, fromBase64url(runner.sealKey)));
      const input = { stub: toBase64url(writeStub(stub)), wrap };
      expect(await giveWork(world, (work) => ({ ...work, input }))).toBe('wrong-id');
    },
  },
  {
    isLong: true,
    title: 'keeps an order back until its permission is revoked, and until its run is stopped',
    play: async (worlds) => {
      const world = await worlds.service();
      const connection = await device.connect();
      const revoked = await giveWork(world, async (work) => {
        await device.revokeSignIn(connection, await subjectOfGrant(work));
        return work;
      });
      expect(revoked).toBe('grant-not-in-force');
      const stopped = await giveWork(world, async (work) => {
        const { org, run } = work;
        await call(connection.broker, brokerRoutes.stopRun, { params: { org, run } });
        return work;
      });
      // The service that is real has ended the pod itself, where it was the quicker one.
      expect(['stopped', 'pod-not-live']).toContain(stopped);
    },
  },
];

/** A hostile service tries to have a write done twice. */
export const serviceRepeatsWrites: readonly Attack[] = [
  {
    title:
      'has a pod killed after its mark, and gives the write to another one: it is not done twice',
    play: async (worlds) => {
      const world = await worlds.service();
      const { run } = await permit(writing(world));
      const before = world.written();
      let first: Assignment | undefined;
      world.service.meddle(async (sent, forward) => {
        const answer = await forward(sent);
        first ??= workIn(sent, answer);
        return answer;
      });
      world.broker.meddle(async (sent, forward) => {
        const answer = await forward(sent);
        // The mark is given, and the service kills the pod that waits for it.
        if (sent.path.endsWith('/mark')) return undefined;
        return answer;
      });
      const ordered = await run();
      await until(async () => (await statementsOf(ordered))?.mark && true);
      await killPods(world);
      world.broker.meddle();
      await until(async () => ((await statementsOf(ordered))?.gone.length ?? 0) > 0 || undefined);
      // The pod that has the mark may have used it before it went: once.
      const once = world.written();
      expect(once - before).toBeLessThanOrEqual(1);
      for (const attempt of [2, 3]) {
        expect(await giveWork(world, () => ({ ...first!, attempt }))).toBe('marked');
      }
      expect(world.written()).toBe(once);
    },
  },
];

async function subjectOfGrant({ order: ordered }: Assignment): Promise<Subject> {
  const { grant } = read(order, signedFromJson(ordered!));
  const { charter } = await device.syncCharter(await device.connect());
  const [subject] = [...charter.heads].find(([, { id }]) => id === grant) ?? [];
  return subject!;
}

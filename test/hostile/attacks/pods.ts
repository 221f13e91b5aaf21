import { ask } from '@mayfly/cloud-runner/service/testing/office.ts';
import { put } from '@mayfly/cloud-runner/service/testing/organization.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { call } from '@mayfly/shared/api/client.ts';
import { signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { sealClaim } from '@mayfly/shared/envelope/claim.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { hashOf } from '@mayfly/shared/envelope/sodium.ts';
import { seal } from '@mayfly/shared/envelope/seal.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { end } from '@mayfly/shared/envelope/statement/end.ts';
import { expect } from 'vitest';
import { testPod, workOf } from '../../harness/broker/test-pod.ts';
import { refused } from '../refused.ts';
import type { Tenants } from '../tenants/world.ts';
import type { Attack } from '../threat.ts';

/** A pod that a site took over: it has the token, the keys and the name of its one run. */
export const takenPod: readonly Attack[] = [
  {
    title:
      'claims once more, under its own name, another’s, and for other runs of its organization: it gets no further key',
    play: async (worlds) => {
      const world = await worlds.tenants();
      const { broker, home } = world;
      const { device, ids } = home;
      const waiting = device.order((await device.confirm()).id);
      const pod = await podOfAnotherRun(world);
      const again = (but: object) =>
        pod.send(sealClaim({ ...pod.claim(), ...but }, broker.deps.keys.claim.publicKey));
      expect(await refused(again({}))).toBe('already-released');
      expect(await refused(again({ attempt: 2 }))).toBe('already-released');
      expect(await refused(again(workOf(waiting)))).toBe('already-released');
      expect(await refused(again({ name: ids.podName }))).toBe('token-refused');
      pod.leave();
    },
  },
  {
    title:
      'asks for the mark of another run, forges its end and its pieces, and speaks for it at the service',
    play: async (worlds) => {
      const world = await worlds.tenants();
      const { broker, office, home } = world;
      const { device, ids } = home;
      const pod = await podOfAnotherRun(world);
      const params = { run: ids.run };
      const said = { org: ids.org, at: broker.wall, attempt: 1, renewals: [] };
      const report = hashOf(pod.keys.sign.publicKey);
      const ending = (run: typeof ids.run) =>
        signedToJson(sign(end, { ...said, run, report, status: 'succeeded' }, pod.keys.sign));
      const { mark, end: ended } = brokerRoutes;
      const body = { end: ending(ids.run), renewals: [] };
      expect(await refused(call(pod.door, mark, { params, body: { attempt: 1 } }))).toBe(
        'unsigned',
      );
      expect(await refused(call(pod.door, ended, { params, body }))).toBe('unsigned');
      const own = { run: pod.claim().run };
      expect(await refused(call(pod.door, ended, { params: own, body }))).toBe('wrong-subject');
      const as = { keys: pod.keys.sign, org: ids.org };
      const piece = seal({
        purpose: 'report',
        org: ids.org,
        subject: ids.run,
        createdAt: broker.wall,
        plain: randomBytes(100),
        sender: pod.keys.sign,
        recipients: [device.keys.reading.publicKey],
      });
      expect((await put(office, as, piece)).statusCode).toBeGreaterThanOrEqual(400);
      const json = { envelope: piece.id, step: 0, of: 1 };
      const path = `/runs/${ids.run}/attempts/1/progress`;
      const told = await ask(office, as, { method: 'POST', path, json });
      expect(told.statusCode).toBeGreaterThanOrEqual(400);
      pod.leave();
    },
  },
];

async function podOfAnotherRun({ broker, home }: Tenants) {
  const { device } = home;
  const pod = testPod(broker, workOf(device.order((await device.confirm()).id)));
  await pod.ask();
  return pod;
}

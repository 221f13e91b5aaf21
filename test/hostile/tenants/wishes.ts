import { randomId16, toBase64url } from '@mayfly/shared/base/ids.ts';
import { signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { hashOf } from '@mayfly/shared/envelope/sodium.ts';
import { seal } from '@mayfly/shared/envelope/seal.ts';
import { sign } from '@mayfly/shared/envelope/statement.ts';
import { beat } from '@mayfly/shared/envelope/statement/beat.ts';
import { end } from '@mayfly/shared/envelope/statement/end.ts';
import { opening } from '@mayfly/shared/envelope/statement/opening.ts';
import type { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import type { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import type { Act } from '@mayfly/shared/envelope/statement/link.ts';
import type { OrgId, RunId } from '@mayfly/shared/base/ids.ts';
import type { Ids, Tenant } from './world.ts';

/** What is asked of a route, beside its path. */
export type Wish = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
};

/** How somebody asks for things by name: `me` is who asks, `ids` name what is asked for. */
export type Asking = (me: Tenant, ids: Ids) => Wish | Promise<Wish>;

/** The ways in which names can be put into each route; none is forgotten, since every route must be here. */
export type Wishes<Routes> = { readonly [Name in keyof Routes]: readonly Asking[] };

const attemptOf = ({ run }: Ids) => ({ run, attempt: '1' });

/** Of the service's door. */
export const serviceWishes: Wishes<typeof serviceRoutes> = {
  putEnvelope: [
    (me, { automation: id }) => ({ params: { id }, body: sealedIn(me, me.ids.org).file }),
    (me, { progress: id }) => ({ params: { id }, body: sealedIn(me, me.ids.org).file }),
    (me, { org }) => {
      const { id, file } = sealedIn(me, org);
      return { params: { id }, body: file };
    },
  ],
  getEnvelope: [
    (_, ids) => ({ params: { id: ids.automation } }),
    (_, ids) => ({ params: { id: ids.progress } }),
    (_, ids) => ({ params: { id: ids.sessionId } }),
  ],
  envelopeStatus: [(_, ids) => ({ body: { ids: [ids.automation, ids.progress, ids.grant] } })],
  createRun: [
    ({ device }, { grant, run }) => ({
      body: { order: signedToJson(device.order(grant, { run })), deadlineMs: 60_000 },
    }),
  ],
  listRuns: [() => ({ query: {} })],
  getRun: [(_, { run }) => ({ params: { run } })],
  stopRun: [(_, { run }) => ({ params: { run } })],
  runEvents: [() => ({ headers: { 'last-event-id': '0' } })],
  assignment: [
    ({ pod }, ids) => ({
      params: { name: ids.podName },
      body: { sign: toBase64url(pod.keys.sign.publicKey) },
    }),
  ],
  progress: [
    (_, ids) => ({ params: attemptOf(ids), body: { envelope: ids.progress, step: 0, of: 1 } }),
    ({ ids: own }, { progress }) => ({
      params: attemptOf(own),
      body: { envelope: progress, step: 0, of: 1 },
    }),
  ],
  refusal: [(_, ids) => ({ params: attemptOf(ids), body: { code: 'stopped' } })],
};

/** Of the broker's door. A path names the organization asked for, or one's own and in it something of the other's. */
export const brokerWishes: Wishes<typeof brokerRoutes> = {
  acceptInvitation: [
    ({ device }, { run }) => ({
      params: { id: run },
      body: { link: signedToJson(device.signLink([])), mac: toBase64url(randomBytes(32)) },
    }),
  ],
  createInvitation: [() => ({})],
  pollInvitation: [(_, { run }) => ({ params: { id: run } })],
  appendLink: [
    ({ device }, { org }) => ({
      params: { org },
      body: { link: signedToJson(device.signLink([])), heads: [] },
    }),
    (me, { grant }) => own(me, [{ act: 'approve', grant }]),
    (me, { grantSubject }) => own(me, [{ act: 'revoke', subject: grantSubject }]),
    (me, { session }) => own(me, [{ act: 'revoke', subject: session }]),
    (me, { run }) => own(me, [{ act: 'settle', run, done: true }]),
  ],
  listLinks: [(_, { org }) => ({ params: { org }, query: { after: -1 } })],
  head: [(_, { org }) => ({ params: { org } })],
  subjectHead: [
    (_, { org, session }) => ({ params: { org, subject: session } }),
    ({ ids }, { session }) => ({ params: { org: ids.org, subject: session } }),
    ({ ids }, { grantSubject }) => ({ params: { org: ids.org, subject: grantSubject } }),
  ],
  getGrant: [
    (_, { org, grant }) => ({ params: { org, id: grant } }),
    ({ ids }, { grant }) => ({ params: { org: ids.org, id: grant } }),
  ],
  showReceipt: [(me, { org }) => ({ params: { org }, body: { receipt: beatIn(me, org) } })],
  open: [(me, { org }) => ({ params: { org }, body: { opening: openingIn(me, org) } })],
  beat: [(me, { org }) => ({ params: { org }, body: { beat: beatIn(me, org) } })],
  runStatements: [
    (_, { org, run }) => ({ params: { org, run } }),
    ({ ids }, { run }) => ({ params: { org: ids.org, run } }),
  ],
  stopRun: [
    (_, { org, run }) => ({ params: { org, run } }),
    ({ ids }, { run }) => ({ params: { org: ids.org, run } }),
  ],
  logProof: [(_, { org }) => ({ params: { org }, query: { from: 1, leaf: 0 } })],
  logEntries: [(_, { org }) => ({ params: { org }, query: { from: 0 } })],
  release: [
    (me, { grant, run }) => ({ body: me.claim({ run, order: me.device.order(grant, { run }) }) }),
    (me, { run }) => ({ body: me.claim({ run, order: me.device.order(me.ids.grant) }) }),
    (me, { podName }) => ({ body: me.claim({ name: podName }) }),
    (me, { org, run, grant }) => ({
      body: me.claim({ org, run, order: me.device.order(grant, { run }) }),
    }),
    (me, { org, grantSubject }) => ({
      body: me.claim({ org, slot: { grantSubject, slot: me.now() } }),
    }),
    (me, { grantSubject }) => ({
      body: me.claim({ slot: { grantSubject, slot: me.now() } }),
    }),
  ],
  standing: [(_, { run }) => ({ params: { run } })],
  mark: [(_, { run }) => ({ params: { run }, body: { attempt: 1 } })],
  end: [(me, { run }) => ({ params: { run }, body: { end: endOf(me, run), renewals: [] } })],
  feed: [() => ({ query: { after: 0 } })],
};

/** A link of one's own, which names something of the other's. */
async function own({ device, ids }: Tenant, acts: readonly Act[]): Promise<Wish> {
  await device.catchUp();
  const body = { link: signedToJson(device.signLink(acts)), heads: [] };
  return { params: { org: ids.org }, body };
}

function sealedIn({ device, now }: Tenant, org: OrgId) {
  return seal({
    purpose: 'automation',
    org,
    subject: randomId16(),
    createdAt: now(),
    plain: randomBytes(100),
    sender: device.keys.sign,
    recipients: [],
  });
}

function beatIn({ device, now }: Tenant, org: OrgId) {
  const { charter, seen } = device.org;
  const said = { org, at: now(), seq: charter.seq, head: charter.head, seen };
  return signedToJson(sign(beat, said, device.keys.sign));
}

function openingIn({ device, now }: Tenant, org: OrgId) {
  const { charter, seen } = device.org;
  const at = { seq: charter.seq, head: charter.head, log: seen };
  const said = { org, at: now(), challenge: randomBytes(32), ...at };
  return signedToJson(sign(opening, said, device.keys.sign));
}

function endOf({ pod, now, ids }: Tenant, run: RunId) {
  const report = hashOf(pod.keys.sign.publicKey);
  const said = { org: ids.org, at: now(), run, attempt: 1, report, renewals: [] };
  return signedToJson(sign(end, { ...said, status: 'succeeded' }, pod.keys.sign));
}

import { brokerFeed } from '@mayfly/cloud-runner/service/feed/source.ts';
import { ask, openOffice, until } from '@mayfly/cloud-runner/service/testing/office.ts';
import { put } from '@mayfly/cloud-runner/service/testing/organization.ts';
import { workOf as workAt } from '@mayfly/cloud-runner/service/testing/pod.ts';
import { signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { id32, randomId16 } from '@mayfly/shared/base/ids.ts';
import { sealClaim } from '@mayfly/shared/envelope/claim.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { seal } from '@mayfly/shared/envelope/seal.ts';
import { read } from '@mayfly/shared/envelope/statement.ts';
import { order } from '@mayfly/shared/envelope/statement/order.ts';
import type { By, Office } from '@mayfly/cloud-runner/service/testing/office.ts';
import type { Claim } from '@mayfly/shared/envelope/claim.ts';
import type { EnvelopeId, Kid, OrgId, RunId, Subject } from '@mayfly/shared/base/ids.ts';
import { feedToken, startTestBroker } from '../../harness/broker/test-broker.ts';
import { foundTestOrg } from '../../harness/broker/test-device.ts';
import { testPod } from '../../harness/broker/test-pod.ts';
import { startTestPostgres } from '../../harness/postgres.ts';
import type { TestBroker } from '../../harness/broker/test-broker.ts';
import type { TestDevice } from '../../harness/broker/test-device.ts';
import type { TestPod } from '../../harness/broker/test-pod.ts';

/** Everything of an organization that has a name. */
export type Ids = {
  readonly org: OrgId;
  readonly run: RunId;
  readonly grant: EnvelopeId;
  readonly automation: EnvelopeId;
  readonly progress: EnvelopeId;
  readonly grantSubject: Subject;
  readonly session: Subject;
  readonly sessionId: EnvelopeId;
  readonly kid: Kid;
  readonly podName: string;
};

/** An organization that has a sign-in, a permission, and a run whose pod has its keys. */
export type Tenant = {
  readonly device: TestDevice;
  readonly pod: TestPod;
  readonly as: By;
  readonly podAs: By;
  readonly ids: Ids;
  readonly now: () => number;
  /** The sealed claim of its pod, which has keys; `but` says what it claims instead of its own. */
  readonly claim: (but: Partial<Claim>) => Uint8Array;
};

/** Two organizations at one broker and one service, which follows it. */
export type Tenants = {
  readonly broker: TestBroker;
  readonly office: Office;
  readonly home: Tenant;
  readonly stranger: Tenant;
  /** The superuser's addresses of both databases. */
  readonly databases: Readonly<Record<'service' | 'broker', string>>;
  readonly close: () => Promise<void>;
};

/** Starts them. */
export async function startTenants(): Promise<Tenants> {
  const postgres = await startTestPostgres();
  const { broker: brokerDatabase } = await postgres.databases();
  const broker = await startTestBroker(brokerDatabase);
  const untilAborted: typeof fetch = (input, init) => {
    const { promise, reject } = Promise.withResolvers<never>();
    init?.signal?.addEventListener('abort', () => reject(new Error('Hung up')), { once: true });
    return Promise.race([broker.door.fetch(input, init), promise]);
  };
  const office = await openOffice(
    {},
    brokerFeed({ ...broker.door, fetch: untilAborted }, feedToken),
  );
  const home = await settleIn(broker, office);
  const stranger = await settleIn(broker, office);
  const close = async () => {
    await office.close();
    await broker.close();
    await postgres.stop();
  };
  const databases = {
    service: asSuperuser(office.config.databaseUrl),
    broker: asSuperuser(brokerDatabase),
  };
  return { broker, office, home, stranger, databases, close };
}

function asSuperuser(address: string): string {
  return Object.assign(new URL(address), { username: 'postgres' }).href;
}

async function settleIn(broker: TestBroker, office: Office): Promise<Tenant> {
  const device = await foundTestOrg(broker);
  const as = { keys: device.keys.sign, org: device.org.id };
  await until(async () => {
    const { statusCode } = await ask(office, as, { method: 'GET', path: '/runs' });
    if (statusCode !== 200) throw new Error(`The device is not known yet: ${statusCode}`);
  });
  const session = await device.storeSession();
  const automation = device.sealed('automation', randomBytes(100));
  await put(office, as, automation.sealed);
  const grant = await device.confirm();
  const signed = device.order(grant.id);
  const { run } = read(order, signed);
  const json = { order: signedToJson(signed), deadlineMs: 3_600_000 };
  await ask(office, as, { method: 'POST', path: '/runs', json });
  const podName = `run-${run}-1`;
  await until(() => {
    if (!office.engine.names().includes(podName)) throw new Error('No pod was made yet');
  });
  const pod = testPod(broker, { org: device.org.id, run, attempt: 1, order: signed });
  await workAt(office, { name: podName, keys: pod.keys.sign });
  await pod.ask();
  const podAs = { keys: pod.keys.sign, org: device.org.id };
  const piece = await tell(office, podAs, run);
  const ids = {
    org: device.org.id,
    run,
    grant: grant.id,
    automation: automation.act.id,
    progress: piece,
    grantSubject: grant.subject,
    session: session.subject,
    sessionId: session.id,
    kid: device.keys.sign.kid,
    podName,
  };
  const now = () => broker.wall;
  const claim = (but: Partial<Claim>) => {
    const { order: ordered, ...said } = pod.claim();
    const start = but.slot ? {} : { order: ordered };
    return sealClaim({ ...said, ...start, ...but }, broker.deps.keys.claim.publicKey);
  };
  return { device, pod, as, podAs, ids, now, claim };
}

/** The pod stores a piece of progress, and announces it. */
async function tell(office: Office, by: By & { org: OrgId }, run: RunId): Promise<EnvelopeId> {
  const piece = seal({
    purpose: 'progress',
    org: by.org,
    subject: run,
    createdAt: office.clock.now(),
    plain: randomBytes(100),
    sender: by.keys,
    recipients: [],
  });
  await until(async () => {
    const { statusCode } = await put(office, by, piece);
    if (statusCode !== 201) throw new Error(`The pod is not known yet: ${statusCode}`);
  });
  const json = { envelope: piece.id, step: 0, of: 1 };
  const path = `/runs/${run}/attempts/1/progress`;
  await ask(office, by, { method: 'POST', path, json });
  return piece.id;
}

/** Names of the same form that nobody has. */
export function nowhere(): Ids {
  const any32 = () => id32(randomBytes(32));
  const run = randomId16();
  return {
    org: any32(),
    run,
    grant: any32(),
    automation: any32(),
    progress: any32(),
    grantSubject: randomId16(),
    session: randomId16(),
    sessionId: any32(),
    kid: any32(),
    podName: `run-${run}-1`,
  };
}

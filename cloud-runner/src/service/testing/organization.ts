import { id32, randomId16, toBase64url } from '@mayfly/shared/base/ids.ts';
import { sealKeys, signKeys } from '@mayfly/shared/envelope/keys.ts';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import { seal } from '@mayfly/shared/envelope/seal.ts';
import { hashOfStatement, sign } from '@mayfly/shared/envelope/statement.ts';
import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { end } from '@mayfly/shared/envelope/statement/end.ts';
import { gone } from '@mayfly/shared/envelope/statement/gone.ts';
import type { GoneGrade } from '@mayfly/shared/envelope/statement/gone.ts';
import { link } from '@mayfly/shared/envelope/statement/link.ts';
import { mark } from '@mayfly/shared/envelope/statement/mark.ts';
import { order } from '@mayfly/shared/envelope/statement/order.ts';
import type { EnvelopeId, OrgId, PersonId, RunId } from '@mayfly/shared/base/ids.ts';
import type { SignKeys } from '@mayfly/shared/envelope/keys.ts';
import type { Sealed, Sealing } from '@mayfly/shared/envelope/seal.ts';
import type { EndStatus } from '@mayfly/shared/envelope/statement/end.ts';
import type { Act } from '@mayfly/shared/envelope/statement/link.ts';
import { ask, until } from './office.ts';
import type { By, Desk } from './office.ts';

/** An organization of one device that the service knows, and a broker that speaks of it. */
export type Organization = {
  readonly org: OrgId;
  readonly person: PersonId;
  readonly device: SignKeys;
  readonly as: By;
};

const broker = () => signKeys(new Uint8Array(32).fill(7));

/** Makes an organization; the service learns of it by the feed. */
export async function foundOrganization(office: Desk): Promise<Organization> {
  const device = signKeys();
  const person = randomId16();
  const seal = sealKeys().publicKey;
  const admit = { act: 'admit', person, role: 'admin', sign: device.publicKey, seal } as const;
  const at = office.clock.now();
  const first = sign(link, { at, seq: 0, salt: randomBytes(16), acts: [admit] }, device);
  const org = hashOfStatement(first);
  const as = { keys: device, org };
  office.feed.push(org, 'link', first);
  await until(async () => {
    const { statusCode } = await ask(office, as, { method: 'GET', path: '/runs' });
    if (statusCode !== 200) throw new Error(`The device is not known yet: ${statusCode}`);
  });
  return { org, person, device, as };
}

/** The organization's device signs a link, and the feed tells of it. */
export function tellLink(office: Desk, { org, device }: Organization, acts: Act[]): void {
  const at = office.clock.now();
  const said = { at, org, seq: 1, prev: org, seen: { size: 1, root: new Uint8Array(32) }, acts };
  office.feed.push(org, 'link', sign(link, said, device));
}

/** Seals a small envelope: by default the device's automation. */
export function sealed(
  office: Desk,
  { org, device }: Organization,
  given: Partial<Sealing> = {},
): Sealed {
  return seal({
    purpose: 'automation',
    org,
    subject: randomId16(),
    createdAt: office.clock.now(),
    plain: randomBytes(100),
    sender: device,
    recipients: [sealKeys().publicKey],
    ...given,
  });
}

/** Stores an envelope as somebody. */
export function put(office: Desk, as: By, { id, file }: Pick<Sealed, 'id' | 'file'>) {
  return ask(office, as, { method: 'PUT', path: `/envelopes/${id}`, bytes: file });
}

/** What a device posts to start a run. */
export function orderOf(
  office: Desk,
  { org, device }: Organization,
  given: {
    run?: RunId;
    grant?: EnvelopeId;
    input?: EnvelopeId;
    /** What the device has for now. */
    at?: number;
    notBefore?: number;
    notAfter?: number;
  } = {},
) {
  const { at = office.clock.now() } = given;
  const run = given.run ?? randomId16();
  const grant = given.grant ?? id32(randomBytes(32));
  const { input, notBefore = at, notAfter = at + 3_600_000 } = given;
  const signed = sign(order, { at, org, grant, run, input, notBefore, notAfter }, device);
  const json = { bytes: toBase64url(signed.bytes), sig: toBase64url(signed.sig) };
  return { run, grant, body: { order: json, deadlineMs: 60_000 } };
}

/** Orders a run. */
export async function orderRun(
  office: Desk,
  organization: Organization,
  given: Parameters<typeof orderOf>[2] = {},
): Promise<RunId> {
  const { run, body } = orderOf(office, organization, given);
  const { statusCode } = await ask(office, organization.as, {
    method: 'POST',
    path: '/runs',
    json: body,
  });
  if (statusCode !== 201) throw new Error(`The run was not taken: ${statusCode}`);
  return run;
}

/** What the broker tells of one attempt. */
export function brokerOf(office: Desk, { org }: Organization, run: RunId, attempt = 1) {
  const about = () => ({ at: office.clock.now(), org, run, attempt });
  const keys = broker();
  const none = new Uint8Array(32);
  return {
    certify: (pod: SignKeys, uid = 'u1') =>
      office.feed.push(
        org,
        'certificate',
        sign(
          certificate,
          {
            ...about(),
            sign: pod.publicKey,
            seal: none,
            uid,
            image: 'sha256:0',
            grant: org,
            grantSubject: run,
            envelopes: [],
            reading: none,
            sealKey: none,
            head: org,
            notAfter: office.clock.now() + 3_600_000,
            log: { size: 1, root: none },
          },
          keys,
        ),
      ),
    mark: () => office.feed.push(org, 'mark', sign(mark, { ...about(), certificate: org }, keys)),
    end: (pod: SignKeys, status: EndStatus, code?: string) =>
      office.feed.push(
        org,
        'end',
        sign(end, { ...about(), status, code, report: org, renewals: [] }, pod),
      ),
    gone: (uid = 'u1', seen: GoneGrade = 'node-verified') =>
      office.feed.push(org, 'gone', sign(gone, { ...about(), uid, seen }, keys)),
    stop: () => office.feed.push(org, 'stop', { org, run }),
  };
}

import { idBytes, randomId16 } from '../base/ids.ts';
import { sealKeys, signKeys } from './keys.ts';
import { seal } from './seal.ts';
import { after, headOf, newGrant, newOrganization, noon, sealGrant } from './specimen.ts';
import { certificate } from './statement/certificate.ts';
import { end } from './statement/end.ts';
import { gone } from './statement/gone.ts';
import { mark } from './statement/mark.ts';
import { order } from './statement/order.ts';
import { hashOfStatement, sign } from './statement.ts';
import type { EnvelopeId, RunId } from '../base/ids.ts';
import type { SignKeys } from './keys.ts';
import type { Evidence, Trust } from './proof.ts';
import type { Certificate } from './statement/certificate.ts';

const schedule = { cron: '0 9 * * *', zone: 'UTC', graceMs: 3_600_000 };
/** A slot of the grant of a {@link wholeRun}: ms. */
export const nine = Date.parse('2027-01-04T09:00:00Z');

/** A whole run, done well: what the other side shows of it, and what the device knows. */
export function wholeRun(run: RunId = randomId16()) {
  const { admin, reading, charter: first } = newOrganization();
  const grant = newGrant(admin, { schedule });
  const sealed = sealGrant(first, admin, grant);
  const charter = after(first, admin, [headOf(sealed)]);
  const [broker, pod] = [signKeys(), signKeys()];
  const { org } = charter;
  const grantSubject = sealed.header.subject;
  const ordered = sign(
    order,
    { org, at: noon, grant: sealed.id, run, notBefore: noon, notAfter: noon + 1 },
    admin.sign,
  );
  const certify = (change: Partial<Certificate> = {}, by: SignKeys = broker) =>
    sign(certificate, { ...certified, ...change }, by);
  const certified = {
    org,
    at: noon + 1,
    run,
    attempt: 1,
    sign: pod.publicKey,
    seal: sealKeys().publicKey,
    uid: 'pod-1',
    image: 'sha256:00',
    grant: sealed.id,
    grantSubject,
    order: hashOfStatement(ordered),
    envelopes: [],
    reading: reading.publicKey,
    sealKey: sealKeys().publicKey,
    head: charter.head,
    notAfter: noon + 9,
    log: { size: 3, root: new Uint8Array(32) },
  };
  const report = (purpose: 'report' | 'artifact', plain: Uint8Array, sender = pod) =>
    seal({
      purpose,
      org,
      subject: run,
      createdAt: noon,
      plain,
      sender,
      recipients: [reading.publicKey],
    });
  const picture = report('artifact', Uint8Array.of(1, 2, 3));
  const written = report('report', idBytes(picture.id));
  const finish = (id: EnvelopeId = written.id, by = pod) =>
    sign(
      end,
      { org, at: noon + 2, run, attempt: 1, status: 'succeeded', report: id, renewals: [] },
      by,
    );
  const signed = certify();
  const marked = { org, at: noon + 1, run, attempt: 1, certificate: hashOfStatement(signed) };
  const goneOf = (uid: string, seen: 'node-verified' | 'api' | 'unproved', by = broker) =>
    sign(gone, { org, at: noon + 3, run, attempt: 1, uid, seen }, by);
  const evidence: Evidence = {
    run,
    order: ordered,
    certificates: [signed],
    mark: sign(mark, marked, broker),
    end: finish(),
    gone: [goneOf('pod-1', 'node-verified')],
    report: written.file,
    artifacts: new Map([[picture.id, picture.file]]),
  };
  const trust: Trust = {
    charter,
    brokerSign: broker.publicKey,
    reading: [reading],
    grant,
    artifactsOf: (plain) => (plain.length === 32 ? [picture.id] : []),
    now: noon + 4,
  };
  return {
    evidence,
    trust,
    certify,
    finish,
    report,
    goneOf,
    marked,
    broker,
    grantSubject,
    picture,
  };
}

/** What is shown of a run that a slot started. */
export function slotEvidence(
  whole: ReturnType<typeof wholeRun>,
  run: RunId,
  slot: number,
): Evidence {
  const { grantSubject, certify } = whole;
  const certificates = [certify({ run, order: undefined, slot })];
  return { run, slot: { grantSubject, slot }, certificates, gone: [], artifacts: new Map() };
}

import { SealError } from '../base/errors.ts';
import { isSchedule, nextSlot, slotRun } from './slot.ts';
import { certificate } from './statement/certificate.ts';
import { end } from './statement/end.ts';
import { gone, goneGrades, surestOf } from './statement/gone.ts';
import { mark } from './statement/mark.ts';
import { order } from './statement/order.ts';
import { hashOfStatement, read, verifyIn } from './statement.ts';
import type { Evidence, Trust } from './proof.ts';
import type { Certificate } from './statement/certificate.ts';
import type { End } from './statement/end.ts';
import type { GoneGrade } from './statement/gone.ts';
import type { Mark } from './statement/mark.ts';
import type { Signed } from './statement.ts';

/** A certificate as it travelled, and what it says. */
export type CheckedCertificate = { readonly signed: Signed; readonly said: Certificate };

/** What a run was started by, as its certificate must name it. `at` in ms. */
export type Start = { readonly at: number } & Pick<
  Partial<Certificate>,
  'order' | 'slot' | 'grant' | 'grantSubject' | 'input'
>;

/** That a device of the organization ordered this run, or that it is the run of its slot. */
export function checkStart({ run, order: signed, slot }: Evidence, trust: Trust): Start {
  const { charter, grant } = trust;
  if (signed) {
    const device = charter.devices.get(read(order, signed).by);
    if (!device) throw new SealError('unknown-sender');
    const ordered = verifyIn(order, signed, device.sign, charter.org);
    same(ordered.run, run);
    return {
      at: ordered.at,
      order: hashOfStatement(signed),
      grant: ordered.grant,
      input: ordered.input,
    };
  }
  if (!slot) throw new SealError('unproved');
  same(slotRun(charter.org, slot.grantSubject, slot.slot), run);
  if (grant) same(slotIn(grant.schedule, slot.slot), slot.slot);
  return { at: slot.slot, ...slot };
}

/** The broker's certificate for the last attempt of this run, which names what started it and a grant of the charter. */
export function checkCertificate(
  evidence: Evidence,
  trust: Trust,
  start: Start,
): CheckedCertificate {
  const found = certificatesOf(evidence, trust)
    .toSorted((left, right) => left.said.attempt - right.said.attempt)
    .at(-1);
  if (!found) throw new SealError('unproved');
  const { order: ordered, slot, grant, grantSubject, input } = found.said;
  same(ordered, start.order);
  same(slot, start.slot);
  same(input, start.input);
  same(grant, start.grant ?? grant);
  same(grantSubject, start.grantSubject ?? grantSubject);
  const named = trust.charter.named.get(grant);
  same(named?.purpose, 'grant');
  same(named?.subject, grantSubject);
  return found;
}

/** The broker's mark for exactly this certificate. */
export function checkMark(
  { run, mark: signed }: Evidence,
  { charter, brokerSign }: Trust,
  { said, signed: certified }: CheckedCertificate,
): Mark {
  if (!signed) throw new SealError('unproved');
  const marked = verifyIn(mark, signed, brokerSign, charter.org);
  same(marked.run, run);
  same(marked.attempt, said.attempt);
  same(marked.certificate, hashOfStatement(certified));
  return marked;
}

/** The end, signed by the pod that the certificate names. */
export function checkEnd(
  { run, end: signed }: Evidence,
  { charter }: Trust,
  said: Certificate,
): End {
  if (!signed) throw new SealError('unproved');
  const ended = verifyIn(end, signed, said.sign, charter.org);
  same(ended.run, run);
  same(ended.attempt, said.attempt);
  return ended;
}

/** The least grade among the pods of the run. Throws `unproved` while one of them was not seen to be gone. */
export function checkGone(evidence: Evidence, trust: Trust): GoneGrade {
  const seen = evidence.gone
    .map((signed) => verifyIn(gone, signed, trust.brokerSign, trust.charter.org))
    .filter(({ run }) => run === evidence.run);
  const grades = new Set(
    certificatesOf(evidence, trust).map(
      ({ said }) => surestOf(seen.filter(({ uid }) => uid === said.uid))?.seen ?? 'unproved',
    ),
  );
  const least = goneGrades.findLast((grade) => grades.has(grade));
  if (!least || least === 'unproved') throw new SealError('unproved');
  return least;
}

function certificatesOf({ run, certificates }: Evidence, { charter, brokerSign }: Trust) {
  return certificates.map((signed): CheckedCertificate => {
    const said = verifyIn(certificate, signed, brokerSign, charter.org);
    same(said.run, run);
    return { signed, said };
  });
}

function slotIn(schedule: Parameters<typeof nextSlot>[0] | undefined, slot: number) {
  return schedule && isSchedule(schedule) ? nextSlot(schedule, slot - 1) : undefined;
}

function same(left: unknown, right: unknown): void {
  if (left !== right) throw new SealError('unproved');
}

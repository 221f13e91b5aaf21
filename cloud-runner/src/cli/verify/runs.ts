import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { MayflyError } from '@mayfly/shared/base/errors.ts';
import { slotRun } from '@mayfly/shared/envelope/slot.ts';
import { certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import { gone } from '@mayfly/shared/envelope/statement/gone.ts';
import { link } from '@mayfly/shared/envelope/statement/link.ts';
import { mark } from '@mayfly/shared/envelope/statement/mark.ts';
import { order } from '@mayfly/shared/envelope/statement/order.ts';
import { receipt } from '@mayfly/shared/envelope/statement/receipt.ts';
import { kidOf } from '@mayfly/shared/envelope/keys.ts';
import { read, verifyIn } from '@mayfly/shared/envelope/statement.ts';
import type { Certificate } from '@mayfly/shared/envelope/statement/certificate.ts';
import type { Gone } from '@mayfly/shared/envelope/statement/gone.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';
import type { Said, Signed, Statement } from '@mayfly/shared/envelope/statement.ts';
import type { Kid } from '@mayfly/shared/base/ids.ts';
import type { Kept, Ledger } from './ledger.ts';

/** What the broker signed in an organization, checked one by one; `faults` tells what is not as it should be. */
export type Told = {
  readonly certificates: readonly Certificate[];
  readonly gone: readonly Gone[];
  readonly faults: readonly string[];
};

/** Reads all that the broker signed, and holds each log head in it against the log that the leaves give. */
export function readTold(ledger: Ledger, brokerSign: Uint8Array): Told {
  const faults: string[] = [];
  const signed = <T extends { by: Kid }>(type: Statement<T>, all: readonly Signed[]): T[] =>
    all.flatMap((each) => {
      try {
        return [verifyIn(type, each, brokerSign, ledger.org)];
      } catch (error) {
        faults.push(`a ${type.type} is not the broker’s: ${codeOf(error)}`);
        return [];
      }
    });
  const holds = (what: string, { size, root }: LogHead) => {
    if (ledger.roots[size] !== toBase64url(root))
      faults.push(`${what} was signed over another log`);
  };
  const certificates = signed(certificate, ofKind(ledger, 'certificate'));
  for (const { log, run } of certificates) holds(`the certificate of run ${run}`, log);
  for (const { log, seq } of signed(receipt, ledger.receipts)) holds(`receipt ${seq}`, log);
  signed(mark, ofKind(ledger, 'mark'));
  return { certificates, gone: signed(gone, ofKind(ledger, 'gone')), faults };
}

/** Releases that no order of a device and no slot of a schedule stands behind. */
export function unfounded(ledger: Ledger, { certificates }: Told): string[] {
  const orders = new Map(ofKind(ledger, 'order').map((each) => [each.hash, each]));
  const devices = devicesOf(ledger);
  const isFounded = ({ run, order: hash, slot, grantSubject }: Certificate): boolean => {
    if (slot !== undefined) return slotRun(ledger.org, grantSubject, slot) === run;
    const ordered = hash && orders.get(hash);
    return ordered ? orderedBy(ordered, devices, ledger)?.run === run : false;
  };
  return certificates
    .filter((each) => !isFounded(each))
    .map(({ run, attempt }) => `run ${run}, attempt ${attempt}`);
}

/** Pods with keys that nobody saw go, nor live: `live` are the uids that do. */
export function unseen({ certificates, gone: seen }: Told, live: ReadonlySet<string>): string[] {
  const known = new Set(seen.map(({ uid }) => uid));
  return certificates
    .filter(({ uid }) => !known.has(uid) && !live.has(uid))
    .map(({ run, attempt, uid }) => `run ${run}, attempt ${attempt}: pod ${uid}`);
}

function ofKind({ statements }: Ledger, kind: string): Kept[] {
  return statements.filter((each) => each.kind === kind);
}

/** The public keys of all devices that were ever admitted. */
function devicesOf(ledger: Ledger): ReadonlyMap<Kid, Uint8Array> {
  const acts = ofKind(ledger, 'link').flatMap((each) => read(link, each).acts);
  return new Map(
    acts.flatMap((act) => (act.act === 'admit' ? [[kidOf(act.sign), act.sign] as const] : [])),
  );
}

function orderedBy(
  signed: Kept,
  devices: ReadonlyMap<Kid, Uint8Array>,
  { org }: Ledger,
): Said<typeof order> | undefined {
  try {
    const key = devices.get(read(order, signed).by);
    return key && verifyIn(order, signed, key, org);
  } catch (error) {
    if (error instanceof MayflyError) return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string {
  if (error instanceof MayflyError) return error.code;
  throw error;
}

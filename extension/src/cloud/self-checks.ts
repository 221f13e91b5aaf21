import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { MayflyError, SealError } from '@mayfly/shared/base/errors.ts';
import { applyLink, firstCharter } from '@mayfly/shared/envelope/charter.ts';
import { open } from '@mayfly/shared/envelope/open.ts';
import { devicesAt } from '@mayfly/shared/envelope/sender.ts';
import { syncCharter } from './charter.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { EnvelopeId } from '@mayfly/shared/base/ids.ts';
import type { Expected } from '@mayfly/shared/envelope/open.ts';
import type { Connection } from './doors.ts';

/** What is checked of a runner, in this order. */
export const selfChecks = ['key-and-log', 'acts', 'locked', 'changed-byte'] as const;
/** One check of a runner. */
export type SelfCheck = (typeof selfChecks)[number];

/** What a check saw: how much it looked at, or the code of what is wrong. */
export type SelfChecked = {
  readonly passed: boolean;
  readonly amount?: number;
  readonly code?: string;
};

/** Makes one check against the runner as it is now. */
export async function checkRunner(connection: Connection, check: SelfCheck): Promise<SelfChecked> {
  try {
    return { passed: true, amount: await checks[check](connection) };
  } catch (error) {
    if (!(error instanceof MayflyError)) throw error;
    return { passed: false, code: error.code };
  }
}

const checks: Readonly<Record<SelfCheck, (connection: Connection) => Promise<number>>> = {
  // A fresh receipt by the pinned key, and the proof that the log only grew since this device saw it last.
  'key-and-log': async (connection) => (await syncCharter(connection)).receipt.log.size,
  acts: async (connection) => {
    const { charter } = await syncCharter(connection);
    const again = await everyAct(connection);
    if (again.head !== charter.head) throw new SealError('history-forked');
    return again.seq + 1;
  },
  locked: (connection) => everyFile(connection, holdsNothingPlain),
  'changed-byte': (connection) => everyFile(connection, refusesChange),
};

/** How many stored things are looked at. */
const mostLooked = 20;

function automationsOf({ heads, revoked }: Charter): EnvelopeId[] {
  return [...heads]
    .filter(([subject, { purpose }]) => purpose === 'automation' && !revoked.has(subject))
    .slice(-mostLooked)
    .map(([, { id }]) => id);
}

/** The charter as its links make it, fetched whole and followed from the first on. */
async function everyAct({ broker, org }: Connection): Promise<Charter> {
  let charter: Charter | undefined;
  for (;;) {
    const { links } = await call(broker, brokerRoutes.listLinks, {
      params: { org },
      query: { after: charter?.seq ?? -1 },
    });
    for (const signed of links.map(signedFromJson)) {
      charter = charter ? applyLink(charter, signed) : firstCharter(signed);
    }
    if (!charter) throw new SealError('history-forked');
    if (links.length === 0) return charter;
  }
}

type File = { readonly file: Uint8Array; readonly expected: Expected };

/** Checks what the service keeps of the latest automations; how many it was. */
async function everyFile(
  connection: Connection,
  check: (connection: Connection, file: File) => void,
): Promise<number> {
  const { charter } = await syncCharter(connection);
  const ids = automationsOf(charter);
  for (const id of ids) {
    const named = charter.named.get(id);
    if (!named) throw new SealError('unproved');
    const { purpose, subject, seq } = named;
    const senderOf = devicesAt(charter, seq);
    const expected = { purpose, org: connection.org, subject, id, senderOf, now: 0 };
    const file = await call(connection.service, serviceRoutes.getEnvelope, { params: { id } });
    check(connection, { file, expected });
  }
  return ids.length;
}

/** It opens with this device's key, and nothing that is then read can be found in what is stored. */
function holdsNothingPlain({ keys }: Connection, { file, expected }: File): void {
  const { plain } = open(file, expected, [keys.reading]);
  const stored = latin(file);
  const read = latin(plain);
  for (let at = 0; at + windowBytes <= read.length; at += windowBytes) {
    if (stored.includes(read.slice(at, at + windowBytes))) throw new SealError('tampered');
  }
}

function refusesChange({ keys }: Connection, { file, expected }: File): void {
  if (opens(() => open(withChangedByte(file), expected, [keys.reading]))) {
    throw new SealError('tampered');
  }
}

/** Pieces in which plain bytes are looked for. */
const windowBytes = 12;

function latin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function opens(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof MayflyError) return false;
    throw error;
  }
}

function withChangedByte(file: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(file);
  const middle = Math.floor(changed.length / 2);
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  return changed;
}

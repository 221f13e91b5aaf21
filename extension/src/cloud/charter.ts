import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url, toBase64url } from '@mayfly/shared/base/ids.ts';
import { applyLink, firstCharter } from '@mayfly/shared/envelope/charter.ts';
import { receipt } from '@mayfly/shared/envelope/statement/receipt.ts';
import { hashOfStatement, read, verifyIn } from '@mayfly/shared/envelope/statement.ts';
import { openDatabase } from '../store/database.ts';
import { restoring } from '../store/restoring.ts';
import { runner } from '../store/runner.ts';
import { checkGrown } from './log-growth.ts';
import { compareRestored } from './restoration.ts';
import type { SignedJson } from '@mayfly/shared/api/route.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';
import type { Receipt } from '@mayfly/shared/envelope/statement/receipt.ts';
import type { Restored } from '@mayfly/shared/envelope/statement/restored.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Connection } from './doors.ts';

/** The organization as the broker attests it now, checked from its first link on. */
export type KnownCharter = { readonly charter: Charter; readonly receipt: Receipt };

/** The charter as last computed in this context, so that each call applies new links only. */
let known: Charter | undefined;

/**
 * Brings the charter up to date: fetches the links after the last one kept, applies each, and holds the broker's fresh
 * receipt against them. The head and the log never go back. Throws `history-forked` when they would, and `runner-restored`
 * where the broker says itself that it was put back to an earlier state of this very past: see `open-runner.ts`.
 */
export function syncCharter(connection: Connection): Promise<KnownCharter> {
  return inTurn(() => syncNow(connection));
}

/**
 * One after the other across popup, pages and worker: receipts are then accepted in the order in which they were asked
 * for, so that a slower one never looks like a past that was changed.
 */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request('mayfly-charter', work);
}

/** {@link syncCharter} for who has its turn already. */
export async function syncNow(connection: Connection): Promise<KnownCharter> {
  const kept = await keptCharter(connection);
  const ask = () =>
    call(connection.broker, brokerRoutes.listLinks, {
      params: { org: connection.org },
      query: { after: kept?.seq ?? -1 },
    });
  const first = await ask();
  const answer =
    !first.restored && (await wentBack(connection, first.receipt)) ? await ask() : first;
  const links = answer.links.map(signedFromJson);
  const charter = links.reduce(follow, kept);
  if (!charter || charter.org !== connection.org) throw new SealError('history-forked');
  await keepLinks(charter.seq - links.length + 1, links);
  known = charter;
  if (answer.restored) {
    await compareRestored(connection, signedFromJson(answer.restored), await keptLinks());
    throw new SealError('runner-restored');
  }
  return {
    charter,
    receipt: await acceptReceipt(connection, signedFromJson(answer.receipt), charter),
  };
}

/**
 * Checks a receipt against what was pinned and seen, and remembers it. Throws `tampered`, `unknown-sender` or
 * `history-forked`.
 */
export async function acceptReceipt(
  connection: Connection,
  signed: Signed,
  charter: Charter,
): Promise<Receipt> {
  const pinned = await runner.getValue();
  if (!pinned) throw new SealError('not-paired');
  const said = verifyIn(receipt, signed, fromBase64url(pinned.brokerSign), connection.org);
  if (said.seq !== charter.seq || said.head !== charter.head) throw new SealError('history-forked');
  if (said.seq < pinned.seq) throw new SealError('history-forked');
  await checkGrown(connection, seenLog(pinned.log), said.log);
  await runner.setValue({
    ...pinned,
    seq: said.seq,
    head: said.head,
    log: { size: said.log.size, root: toBase64url(said.log.root) },
    receipt: signedToJson(signed),
    sealKey: toBase64url(said.sealKey),
    reachedAt: Date.now(),
  });
  return said;
}

/** The highest log head that this device saw, as statements carry it. */
export function seenLog(log: { size: number; root: string }): LogHead {
  return { size: log.size, root: fromBase64url(log.root) };
}

/**
 * Whether a broker that knows less than it told before admits it: its own word is shown to it. One that does not stays found
 * out, by what follows.
 */
async function wentBack(connection: Connection, answered: SignedJson): Promise<boolean> {
  const { org, broker } = connection;
  const pinned = await runner.getValue();
  if (!pinned?.receipt) return false;
  const said = read(receipt, signedFromJson(answered));
  if (said.seq >= pinned.seq && said.log.size >= pinned.log.size) return false;
  const shown = { params: { org }, body: { receipt: pinned.receipt } };
  return (await call(broker, brokerRoutes.showReceipt, shown)).restored;
}

/** All links that are kept, in order. */
export async function keptLinks(): Promise<Signed[]> {
  const database = await openDatabase();
  const links = await database.getAll('links');
  database.close();
  return links.map(({ bytes, sig }) => ({ bytes, sig }));
}

/** Follows a restored broker back to `charter`, on a person's word alone: what was seen beyond is forgotten. */
export async function goBack(charter: Charter, { seq, head, log }: Restored): Promise<void> {
  const pinned = await runner.getValue();
  if (!pinned) throw new SealError('not-paired');
  const database = await openDatabase();
  await database.delete('links', IDBKeyRange.lowerBound(seq, true));
  database.close();
  known = charter;
  const root = toBase64url(log.root);
  const { receipt: _, ...rest } = pinned;
  await runner.setValue({ ...rest, seq, head, log: { size: log.size, root } });
}

/** Forgets the charter of an earlier organization: this device connects anew, or disconnects. */
export async function forgetLinks(): Promise<void> {
  known = undefined;
  await restoring.removeValue();
  const database = await openDatabase();
  await database.clear('links');
  database.close();
}

/** Keeps links as received; `firstSeq` is the sequence number of the first. */
export async function keepLinks(firstSeq: number, links: readonly Signed[]): Promise<void> {
  if (links.length === 0) return;
  const database = await openDatabase();
  const transaction = database.transaction('links', 'readwrite');
  await Promise.all(
    links.map(({ bytes, sig }, index) =>
      transaction.store.put({ seq: firstSeq + index, bytes, sig }),
    ),
  );
  await transaction.done;
  database.close();
}

async function keptCharter(connection: Connection): Promise<Charter | undefined> {
  if (known?.org === connection.org && (await isKept(known))) return known;
  return (await keptLinks()).reduce<Charter | undefined>(follow, undefined);
}

/** Whether a charter is of the chain that is kept: another page may have followed a restored broker back. */
async function isKept({ seq, head }: Charter): Promise<boolean> {
  const database = await openDatabase();
  const link = await database.get('links', seq);
  database.close();
  return link !== undefined && hashOfStatement(link) === head;
}

function follow(charter: Charter | undefined, signed: Signed): Charter {
  return charter ? applyLink(charter, signed) : firstCharter(signed);
}

import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson } from '@mayfly/shared/api/signed-json.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url, toBase64url } from '@mayfly/shared/base/ids.ts';
import { applyLink, firstCharter } from '@mayfly/shared/envelope/charter.ts';
import { checkConsistency } from '@mayfly/shared/envelope/log.ts';
import { receipt } from '@mayfly/shared/envelope/statement/receipt.ts';
import { verifyIn } from '@mayfly/shared/envelope/statement.ts';
import { openDatabase } from '../store/database.ts';
import { runner } from '../store/runner.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';
import type { Receipt } from '@mayfly/shared/envelope/statement/receipt.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Connection } from './doors.ts';

/** The organization as the broker attests it now, checked from its first link on. */
export type KnownCharter = { readonly charter: Charter; readonly receipt: Receipt };

/** The charter as last computed in this context, so that each call applies new links only. */
let known: Charter | undefined;

/**
 * Brings the charter up to date: fetches the links after the last one kept, applies each, and holds the broker's fresh
 * receipt against them. The head and the log never go back. Throws `history-forked` when they would.
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
  const answer = await call(connection.broker, brokerRoutes.listLinks, {
    params: { org: connection.org },
    query: { after: kept?.seq ?? -1 },
  });
  const links = answer.links.map(signedFromJson);
  const charter = links.reduce(follow, kept);
  if (!charter || charter.org !== connection.org) throw new SealError('history-forked');
  await keepLinks(charter.seq - links.length + 1, links);
  known = charter;
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
  await checkLog(connection, seenLog(pinned.log), said.log);
  await runner.setValue({
    ...pinned,
    seq: said.seq,
    head: said.head,
    log: { size: said.log.size, root: toBase64url(said.log.root) },
    sealKey: toBase64url(said.sealKey),
    reachedAt: Date.now(),
  });
  return said;
}

/** The highest log head that this device saw, as statements carry it. */
export function seenLog(log: { size: number; root: string }): LogHead {
  return { size: log.size, root: fromBase64url(log.root) };
}

/** Forgets the charter of an earlier organization: this device connects anew, or disconnects. */
export async function forgetLinks(): Promise<void> {
  known = undefined;
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

/** The consistency proof between two heads, asked of the broker and checked. Throws `history-forked`. */
async function checkLog(connection: Connection, older: LogHead, newer: LogHead): Promise<void> {
  if (older.size === 0 || older.size >= newer.size) return checkConsistency(older, newer, []);
  const proof = await call(connection.broker, brokerRoutes.logProof, {
    params: { org: connection.org },
    query: { from: older.size, to: newer.size },
  });
  await checkConsistency(older, newer, (proof.consistency ?? []).map(fromBase64url));
}

async function keptCharter(connection: Connection): Promise<Charter | undefined> {
  if (known?.org === connection.org) return known;
  const database = await openDatabase();
  const links = await database.getAll('links');
  database.close();
  return links.reduce<Charter | undefined>(follow, undefined);
}

function follow(charter: Charter | undefined, signed: Signed): Charter {
  return charter ? applyLink(charter, signed) : firstCharter(signed);
}

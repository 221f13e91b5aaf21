import { fromUtf8, utf8 } from '@mayfly/shared/base/bytes.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { ready, sodium } from '@mayfly/shared/envelope/sodium.ts';
import { openDatabase } from '../store/database.ts';
import { lockedDevice } from '../store/device.ts';
import { deviceKeys } from './device.ts';
import type { Draft } from '../recording/draft.ts';

/** A draft is kept for 7 days. */
const keepMs = 7 * 24 * 3_600_000;

/**
 * Seals a recording to the reading key's public half, so that no unlock is needed, and keeps it on this device for 7
 * days. Throws `not-paired` where there is no key to seal to.
 */
export async function saveDraft(draft: Draft): Promise<void> {
  await ready();
  const device = await lockedDevice.getValue();
  if (!device) throw new SealError('not-paired');
  const sealed = sodium.crypto_box_seal(
    utf8(JSON.stringify(draft)),
    fromBase64url(device.reading),
  );
  const database = await openDatabase();
  await database.put('drafts', { id: draft.id, sealed, keepUntil: Date.now() + keepMs });
  database.close();
}

/** A draft, opened; undefined when it was discarded or is too old. Throws `locked` or `wrong-recipient`. */
export async function openDraft(id: string): Promise<Draft | undefined> {
  const database = await openDatabase();
  const kept = await database.get('drafts', id);
  database.close();
  if (!kept || kept.keepUntil < Date.now()) return undefined;
  const { reading } = await deviceKeys();
  try {
    const plain = sodium.crypto_box_seal_open(kept.sealed, reading.publicKey, reading.privateKey);
    return JSON.parse(fromUtf8(plain)) as Draft;
  } catch (cause) {
    throw new SealError('wrong-recipient', { cause });
  }
}

/** All drafts of this device that are not too old, newest first. Throws `locked`. */
export async function listDrafts(): Promise<Draft[]> {
  const database = await openDatabase();
  const ids = await database.getAllKeys('drafts');
  database.close();
  const drafts = await Promise.all(ids.map(openDraft));
  return drafts
    .filter((draft) => draft !== undefined)
    .toSorted((left, right) => right.stoppedAt - left.stoppedAt);
}

/** Forgets a draft: it was saved, or is not wanted. */
export async function discardDraft(id: string): Promise<void> {
  const database = await openDatabase();
  await database.delete('drafts', id);
  database.close();
}

/** Forgets drafts that are too old. */
export async function sweepDrafts(now: number): Promise<void> {
  const database = await openDatabase();
  for (const { id, keepUntil } of await database.getAll('drafts')) {
    if (keepUntil < now) await database.delete('drafts', id);
  }
  database.close();
}

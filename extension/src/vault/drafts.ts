import { fromUtf8, utf8 } from '@mayfly/shared/base/bytes.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { ready, sodium } from '@mayfly/shared/envelope/sodium.ts';
import { openDatabase } from '../store/database.ts';
import { lockedDevice } from '../store/device.ts';
import { deviceKeys } from './device.ts';
import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { Draft } from '../recording/draft.ts';

/** What is not saved yet is kept for 7 days. */
const keepMs = 7 * 24 * 3_600_000;

/** A change of an automation lies beside recordings, under its subject. */
const editPrefix = 'edit-';

/**
 * Seals a recording to the reading key's public half, so that no unlock is needed, and keeps it on this device for 7
 * days. Throws `not-paired` where there is no key to seal to.
 */
export async function saveDraft(draft: Draft): Promise<void> {
  await keep(draft.id, draft);
}

/** A draft, opened; undefined when it was discarded or is too old. Throws `locked` or `wrong-recipient`. */
export async function openDraft(id: string): Promise<Draft | undefined> {
  return (await openKept(id)) as Draft | undefined;
}

/** All drafts of this device that are not too old, newest first. Throws `locked`. */
export async function listDrafts(): Promise<Draft[]> {
  const ids = (await keptIds()).filter((id) => !id.startsWith(editPrefix));
  const drafts = await Promise.all(ids.map(openDraft));
  return drafts
    .filter((draft) => draft !== undefined)
    .toSorted((left, right) => right.stoppedAt - left.stoppedAt);
}

/** Forgets a draft: it was saved, or is not wanted. */
export async function discardDraft(id: string): Promise<void> {
  await navigator.locks.request('mayfly-drafts', async () => {
    const database = await openDatabase();
    await database.delete('drafts', id);
    database.close();
  });
}

/** Keeps an automation as it was edited and not saved yet, sealed as drafts are, for 7 days. */
export async function saveEdit(subject: string, automation: Automation): Promise<void> {
  await keep(editPrefix + subject, automation);
}

/** An automation as it was edited; undefined when it was not. Throws `locked` or `wrong-recipient`. */
export async function openEdit(subject: string): Promise<Automation | undefined> {
  return (await openKept(editPrefix + subject)) as Automation | undefined;
}

/** Forgets an edit: it was saved, or is not wanted. */
export async function discardEdit(subject: string): Promise<void> {
  await discardDraft(editPrefix + subject);
}

/** Automations that were imported and not saved yet, by subject. */
export async function listEdits(): Promise<string[]> {
  const ids = await keptIds();
  return ids.flatMap((id) => (id.startsWith(editPrefix) ? [id.slice(editPrefix.length)] : []));
}

/** Forgets what is too old. */
export async function sweepDrafts(now: number): Promise<void> {
  const database = await openDatabase();
  for (const { id, keepUntil } of await database.getAll('drafts')) {
    if (keepUntil < now) await database.delete('drafts', id);
  }
  database.close();
}

/** Forgets everything that was not saved: the person disconnects. */
export async function discardAllDrafts(): Promise<void> {
  const database = await openDatabase();
  await database.clear('drafts');
  database.close();
}

/** One after the other, in the order in which they were asked for: the last change is the one that stays. */
function keep(id: string, value: Draft | Automation): Promise<void> {
  return navigator.locks.request('mayfly-drafts', () => keepNow(id, value));
}

async function keepNow(id: string, value: Draft | Automation): Promise<void> {
  await ready();
  const device = await lockedDevice.getValue();
  if (!device) throw new SealError('not-paired');
  const sealed = sodium.crypto_box_seal(utf8(JSON.stringify(value)), fromBase64url(device.reading));
  const database = await openDatabase();
  await database.put('drafts', { id, sealed, keepUntil: Date.now() + keepMs });
  database.close();
}

async function openKept(id: string): Promise<unknown> {
  const database = await openDatabase();
  const kept = await database.get('drafts', id);
  database.close();
  if (!kept || kept.keepUntil < Date.now()) return undefined;
  const { reading } = await deviceKeys();
  try {
    const plain = sodium.crypto_box_seal_open(kept.sealed, reading.publicKey, reading.privateKey);
    return JSON.parse(fromUtf8(plain));
  } catch (cause) {
    throw new SealError('wrong-recipient', { cause });
  }
}

async function keptIds(): Promise<string[]> {
  const database = await openDatabase();
  const ids = await database.getAllKeys('drafts');
  database.close();
  return ids;
}

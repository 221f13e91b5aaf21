import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';

/**
 * What is too large for `chrome.storage`. `links`: the charter as received, by sequence number; dies when the person
 * disconnects. `drafts`: recordings not saved yet, sealed to the reading key; each dies after 7 days.
 */
export interface MayflyDatabase extends DBSchema {
  links: { key: number; value: { seq: number; bytes: Uint8Array; sig: Uint8Array } };
  drafts: { key: string; value: { id: string; sealed: Uint8Array; keepUntil: number } };
}

/** Opens the extension's database. A newer version upgrades it in place, table by table. */
export function openDatabase(): Promise<IDBPDatabase<MayflyDatabase>> {
  return openDB<MayflyDatabase>('mayfly', 1, {
    upgrade(database, oldVersion) {
      if (oldVersion >= 1) return;
      database.createObjectStore('links', { keyPath: 'seq' });
      database.createObjectStore('drafts', { keyPath: 'id' });
    },
  });
}

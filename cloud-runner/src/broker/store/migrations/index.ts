import { up as createLedger } from './0001-ledger.ts';
import { up as addPlaces } from './0002-places.ts';
import { up as keepUnproved } from './0003-unproved.ts';
import { up as noteRestores } from './0004-restores.ts';
import type { Migration } from 'kysely/migration';

/** All migrations by name, in the order in which they are applied. */
export const migrations: Record<string, Migration> = {
  '0001-ledger': { up: createLedger },
  '0002-places': { up: addPlaces },
  '0003-unproved': { up: keepUnproved },
  '0004-restores': { up: noteRestores },
};

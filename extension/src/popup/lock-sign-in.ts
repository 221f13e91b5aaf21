import { connect } from '../cloud/doors.ts';
import { resyncSignIn, storeSignIn } from '../cloud/sign-ins.ts';
import type { SignInChoice } from '../cloud/sign-ins.ts';
import type { LocalStorage } from '../vault/read-local-storage.ts';
import type { CookieSelection, StoreStage } from './store-cookies-view.ts';
import type { Reading } from './read-sign-in.ts';

/** Seals what was chosen, and tells the broker. Where it was stored before, the same subject gets a new version. */
export async function lockSignIn(
  reading: Reading,
  selection: CookieSelection,
): Promise<StoreStage> {
  const connection = await connect();
  const choice = choiceOf(reading, selection);
  if (!reading.before) {
    await storeSignIn(connection, choice);
    return { kind: 'stored', works: undefined };
  }
  const { added, gone } = await resyncSignIn(connection, reading.before, choice);
  return {
    kind: 'stored',
    works: undefined,
    changed: { added: added.length, gone: gone.length },
  };
}

function choiceOf(reading: Reading, selection: CookieSelection): SignInChoice {
  const own = selection.cookies.flatMap((id) => reading.cookies.get(id) ?? []);
  const passed = selection.hosts.flatMap((host) => reading.passed.get(host) ?? []);
  const cookies = [...own, ...passed];
  const localStorage = chosenStorage(reading.storage, selection.storage);
  return {
    hosts: [reading.host, ...selection.hosts],
    origins: [reading.host, ...selection.hosts].flatMap((host) => reading.origins.get(host) ?? []),
    cookies,
    localStorage,
    deviceBound: reading.deviceBound,
  };
}

function chosenStorage(storage: LocalStorage | undefined, keys: readonly string[]): LocalStorage[] {
  if (!storage || keys.length === 0) return [];
  const entries = Object.entries(storage.entries).filter(([key]) => keys.includes(key));
  return [{ origin: storage.origin, entries: Object.fromEntries(entries) }];
}

import { isCode } from '@mayfly/shared/base/errors.ts';
import { awaitRun } from '../cloud/await-run.ts';
import { connect } from '../cloud/doors.ts';
import { startProbe } from '../cloud/probe.ts';
import { refreshHome } from '../cloud/refresh-home.ts';
import { resyncSignIn, storeSignIn } from '../cloud/sign-ins.ts';
import { knownSignIns } from '../store/sign-ins.ts';
import { sayError } from '../ui/error-strings.ts';
import type { SignInChoice } from '../cloud/sign-ins.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';
import type { LocalStorage } from '../vault/read-local-storage.ts';
import type { CookieSelection, StoreStage } from './store-cookies-view.ts';
import type { Reading } from './read-sign-in.ts';

/** A sign-in that is stored now, and what changed where it was stored before. */
export type Locked = { signIn: KnownSignIn; changed?: { added: number; gone: number } };

/** Longer than this the popup does not wait for a try, ms; what it finds is told in the list then. */
const longestTryMs = 90_000;

/** Seals what was chosen, and tells the broker. Where it was stored before, the same subject gets a new version. */
export async function lockSignIn(reading: Reading, selection: CookieSelection): Promise<Locked> {
  const connection = await connect();
  const choice = choiceOf(reading, selection);
  if (!reading.before) return { signIn: await storeSignIn(connection, choice) };
  const { signIn, added, gone } = await resyncSignIn(connection, reading.before, choice);
  return { signIn, changed: { added: added.length, gone: gone.length } };
}

/** Tries what was stored in a one-time browser that opens one page, and tells what it found. */
export async function trySignIn({ signIn, changed }: Locked): Promise<StoreStage> {
  const connection = await connect();
  const run = await startProbe(connection, signIn);
  const label = await awaitRun(connection, run, longestTryMs);
  await refreshHome();
  const works = (await knownSignIns.getValue())[signIn.subject]?.works;
  const why = works === undefined && isCode(label?.code) ? sayError(label.code).title : undefined;
  return { kind: 'stored', works, ...(why ? { why } : {}), ...(changed ? { changed } : {}) };
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
    tryAt: reading.tryAt,
  };
}

function chosenStorage(storage: LocalStorage | undefined, keys: readonly string[]): LocalStorage[] {
  if (!storage || keys.length === 0) return [];
  const entries = Object.entries(storage.entries).filter(([key]) => keys.includes(key));
  return [{ origin: storage.origin, entries: Object.fromEntries(entries) }];
}

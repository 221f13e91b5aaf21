import { readLocalStorage } from './read-local-storage.ts';
import type { LocalStorage } from './read-local-storage.ts';
import type { KnownSignIn } from '../store/sign-ins.ts';

/** Longest wait for a page that is opened only to be read, ms. */
const longestMs = 15_000;

/** Where entries are read from: tabs that show the site, or also one that is opened behind and closed again. */
export type ReadFrom = 'open-tabs' | 'own-tab';

/** Reads the entries of localStorage that were chosen before, by their keys. An entry that is gone is left out. */
export async function readStorageAgain(
  chosen: KnownSignIn['storage'],
  from: ReadFrom,
): Promise<LocalStorage[]> {
  const read = await Promise.all(chosen.map((each) => readOrigin(each, from)));
  return read.filter(({ entries }) => Object.keys(entries).length > 0);
}

async function readOrigin(
  { origin, keys }: KnownSignIn['storage'][number],
  from: ReadFrom,
): Promise<LocalStorage> {
  const found = (await fromOpenTab(origin)) ?? (from === 'own-tab' && (await fromOwnTab(origin)));
  const wanted = new Set(keys);
  const entries = Object.entries(found ? found.entries : {}).filter(([key]) => wanted.has(key));
  return { origin, entries: Object.fromEntries(entries) };
}

async function fromOpenTab(origin: string): Promise<LocalStorage | undefined> {
  const { protocol, hostname } = new URL(origin);
  const tabs = await chrome.tabs.query({ url: `${protocol}//${hostname}/*` });
  const open = tabs.find(({ url }) => url && new URL(url).origin === origin);
  return open?.id === undefined ? undefined : readLocalStorage(open.id);
}

async function fromOwnTab(origin: string): Promise<LocalStorage | undefined> {
  const { id } = await chrome.tabs.create({ url: origin, active: false });
  if (id === undefined) return undefined;
  await loaded(id);
  const read = await readLocalStorage(id);
  await chrome.tabs.remove(id);
  return read?.origin === origin ? read : undefined;
}

async function loaded(tabId: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const onUpdated = (id: number, { status }: { status?: string }): void => {
    if (id === tabId && status === 'complete') resolve();
  };
  chrome.tabs.onUpdated.addListener(onUpdated);
  const timer = setTimeout(resolve, longestMs);
  await promise;
  clearTimeout(timer);
  chrome.tabs.onUpdated.removeListener(onUpdated);
}

import type { ErrorWords } from '../ui/error-words.ts';

/** One cookie as the person sees it: never its value, never its length. */
export type CookieRow = {
  /** Unique in the list: name, host, path, partition joined by the caller. */
  id: string;
  name: string;
  httpOnly: boolean;
  hostOnly: boolean;
  /** The site inside which alone it is sent. */
  partition?: string | undefined;
  /** Ms since 1970; absent: it ends with the browser. */
  expiresAt?: number | undefined;
  /** Why it is not needed, for the folded ones. */
  reason?: string | undefined;
};

/** A further host that was passed through while signing in. */
export type PassedHost = { host: string; cookies: number; expiresAt?: number | undefined };

/** An entry of localStorage: its key and size in bytes, never its value. */
export type StorageRow = { key: string; bytes: number };

/** All that could be stored of a site, sorted by need. */
export type CookieOffer = {
  /** Ticked: what makes the session. */
  needed: readonly CookieRow[];
  passed: readonly PassedHost[];
  storage: readonly StorageRow[];
  /** Folded and left out. */
  others: readonly CookieRow[];
  /** The site has asked for device-bound sessions. */
  deviceBound: boolean;
};

/** What is to be locked: ids of cookies, hosts, keys of localStorage. */
export type CookieSelection = {
  cookies: readonly string[];
  hosts: readonly string[];
  storage: readonly string[];
};

/** Where storing stands. Times in ms since 1970. */
export type StoreStage =
  | { kind: 'reading' }
  | { kind: 'refused' }
  | { kind: 'none' }
  | { kind: 'choosing'; offer: CookieOffer }
  | { kind: 'locking' }
  | { kind: 'trying'; since: number }
  | {
      kind: 'stored';
      works: boolean | undefined;
      /** Why nobody can tell whether it works. */
      why?: string;
      changed?: { added: number; gone: number };
    }
  | { kind: 'failed'; words: ErrorWords };

/** Storing the cookies of a site. */
export type StoreCookiesView = {
  host: string;
  stage: StoreStage;
  /** Automations of this site whose permission names no sign-in yet. */
  unused: readonly { id: string; name: string }[];
};

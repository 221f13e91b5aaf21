import { unreadable } from './unreadable.ts';

/** Secrets of a connection as a browser logs them. https://datatracker.ietf.org/doc/draft-ietf-tls-keylogfile/ */
export type KeyLabel =
  | 'CLIENT_HANDSHAKE_TRAFFIC_SECRET'
  | 'SERVER_HANDSHAKE_TRAFFIC_SECRET'
  | 'CLIENT_TRAFFIC_SECRET_0'
  | 'SERVER_TRAFFIC_SECRET_0'
  | 'CLIENT_RANDOM';

/** The browser's own keys, as it tells them; in memory alone. */
export type KeyLog = {
  /** Takes in what the browser wrote. */
  feed: (text: string) => void;
  /** A secret of the connection with this client random, waited for. Throws Refusal connection-unreadable after 5 s. */
  get: (random: string, label: KeyLabel) => Promise<Buffer>;
  /** Forgets a connection. */
  drop: (random: string) => void;
};

const line = /^(?<label>[A-Z_0-9]+) (?<random>[0-9a-f]{64}) (?<secret>(?:[0-9a-f]{2}){32,48})\r?$/;
const patienceMs = 5_000;
const connectionsAtMost = 4_096;

type Secrets = Map<string, Buffer>;

/** An empty log of keys. */
export function openKeyLog(): KeyLog {
  const known = new Map<string, Secrets>();
  const waiting = new Map<string, PromiseWithResolvers<Buffer>>();
  let rest = '';

  function note(text: string): void {
    const { label = '', random = '', secret = '' } = line.exec(text)?.groups ?? {};
    if (!random) return;
    const secrets: Secrets = known.get(random) ?? new Map();
    const value = Buffer.from(secret, 'hex');
    secrets.set(label, value);
    known.set(random, secrets);
    for (const oldest of known.size > connectionsAtMost ? known.keys() : []) {
      known.delete(oldest);
      break;
    }
    waiting.get(`${label} ${random}`)?.resolve(value);
  }

  return {
    feed(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const each of lines) note(each);
    },
    get(random, label) {
      const secret = known.get(random)?.get(label);
      if (secret) return Promise.resolve(secret);
      const key = `${label} ${random}`;
      const asked = waiting.get(key);
      if (asked) return asked.promise;
      const wanted = Promise.withResolvers<Buffer>();
      waiting.set(key, wanted);
      const patience = setTimeout(() => wanted.reject(unreadable(`no ${label}`)), patienceMs);
      return wanted.promise.finally(() => {
        clearTimeout(patience);
        waiting.delete(key);
      });
    },
    drop: (random) => void known.delete(random),
  };
}

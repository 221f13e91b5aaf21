import { type Asked, meantMethod, type RefusalReason } from './judge.ts';

/** A request that was not sent, or never answered. Without query: its place is a sealed report, yet it need not hold what a page puts there. */
export type Refused = {
  at: number;
  reason: RefusalReason;
  origin: string;
  method: string;
  path?: string;
  host: string;
};

/** What a page asked for, sent or not: from it a trial run learns the origins and methods that a grant must name. */
export type Seen = {
  origin: string;
  method: string;
  path: string;
  /** `Sec-Fetch-Dest`: document, image, empty…; absent where the browser told none. */
  destination?: string;
  sent: boolean;
  times: number;
};

/** Everything that the fence wrote down in this run. */
export type FenceLog = {
  readonly refused: readonly Refused[];
  readonly seen: readonly Seen[];
  /** How many entries did not fit. */
  readonly left: number;
  /** Changes that were sent, and of which nobody knows whether they were taken: no answer came so far. */
  readonly unanswered: number;
};

/** The pen of the log. */
export type FenceScribe = {
  log: FenceLog;
  /** `isChange`: it was sent under the mark, and what became of it is known once it is `answered`. */
  sent: (asked: Asked, isChange: boolean) => void;
  answered: (asked: Asked) => void;
  refused: (asked: Asked, reason: RefusalReason) => void;
  malformed: (host: string) => void;
  /** A tunnel to `url` was closed, with whatever it carried. */
  closed: (url: URL, reason: RefusalReason) => void;
};

const entriesAtMost = 1_000;

/** An empty log. It holds at most 1000 entries of a kind, so that a page cannot fill the memory with them. */
export function openFenceLog(onRefused?: (entry: Refused) => void): FenceScribe {
  const refusals: Refused[] = [];
  const seen = new Map<string, Seen>();
  const unanswered = new Set<Asked>();
  let left = 0;

  function note(asked: Asked, sent: boolean): void {
    const entry = seenOf(asked, sent);
    const key = [entry.origin, entry.method, entry.path, entry.destination, sent].join(' ');
    const known = seen.get(key);
    if (known) known.times += 1;
    else if (seen.size < entriesAtMost) seen.set(key, entry);
    else left += 1;
  }

  function refuse(entry: Refused): void {
    if (refusals.length < entriesAtMost) refusals.push(entry);
    else left += 1;
    onRefused?.(entry);
  }

  return {
    log: {
      refused: refusals,
      get seen() {
        return [...seen.values()];
      },
      get left() {
        return left;
      },
      get unanswered() {
        return unanswered.size;
      },
    },
    sent(asked, isChange) {
      note(asked, true);
      if (isChange) unanswered.add(asked);
    },
    answered: (asked) => void unanswered.delete(asked),
    refused(asked, reason) {
      note(asked, false);
      const { origin, pathname, host } = asked.url;
      const method = meantMethod(asked);
      refuse({ at: Date.now(), reason, origin, method, path: pathname, host });
    },
    closed({ origin, host }, reason) {
      refuse({ at: Date.now(), reason, origin, method: 'CONNECT', host });
    },
    malformed(host) {
      refuse({ at: Date.now(), reason: 'request-malformed', origin: 'null', method: 'none', host });
    },
  };
}

function seenOf(asked: Asked, sent: boolean): Seen {
  const destination = asked.headers['sec-fetch-dest'];
  return {
    origin: asked.url.origin,
    method: meantMethod(asked),
    path: asked.url.pathname,
    ...(typeof destination === 'string' ? { destination } : {}),
    sent,
    times: 1,
  };
}

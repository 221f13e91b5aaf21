import { toBase64url } from '@mayfly/shared/base/ids.ts';
import type { FeedEntry } from '@mayfly/shared/api/feed.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { FeedSource } from '../feed/source.ts';

/** A feed that a test writes. */
export type FakeFeed = FeedSource & {
  /** Adds a statement, or the JSON of what carries none. Answers its number. */
  push(org: OrgId, kind: FeedEntry['kind'], news: Signed | object): number;
  /** While it is silent, nobody is answered, as by a broker that has too much to do. */
  silence(isSilent: boolean): void;
  /** The entries so far. */
  readonly entries: FeedEntry[];
};

/** So long a question waits for news, ms. */
const waitMs = 500;

/** The broker's feed, as a list in memory. */
export function fakeFeed(): FakeFeed {
  const entries: FeedEntry[] = [];
  const waiting = new Set<() => void>();
  let isSilent = false;
  return {
    entries,
    push(org, kind, news) {
      const n = entries.length + 1;
      entries.push({ n, org, kind, ...carried(news) });
      for (const wake of waiting) wake();
      return n;
    },
    silence(next) {
      isSilent = next;
      for (const wake of waiting) wake();
    },
    async next(after, signal) {
      const until = performance.now() + waitMs;
      const isOpen = () => isSilent || (entries.length <= after && performance.now() < until);
      while (isOpen() && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        waiting.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
        AbortSignal.timeout(waitMs).addEventListener('abort', () => resolve(), { once: true });
        await promise;
        waiting.delete(resolve);
      }
      signal.throwIfAborted();
      return entries.slice(after);
    },
  };
}

function carried(news: Signed | object): Pick<FeedEntry, 'bytes' | 'sig'> {
  if ('bytes' in news && 'sig' in news) {
    return { bytes: toBase64url(news.bytes), sig: toBase64url(news.sig) };
  }
  return { bytes: toBase64url(new TextEncoder().encode(JSON.stringify(news))) };
}

import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { FeedEntry } from '@mayfly/shared/api/feed.ts';

/** Where the feed comes from. `next` waits a while for entries after number `after`; none is an empty list. */
export type FeedSource = {
  next(after: number, signal: AbortSignal): Promise<readonly FeedEntry[]>;
};

const patienceMs = 40_000;

/** The broker's feed at its door, for who shows the token. Throws `runner-unreachable` and what the broker refuses with. */
export function brokerFeed(broker: Pick<Door, 'url' | 'fetch'>, token: string): FeedSource {
  const door: Door = { ...broker, authorize: () => `Bearer ${token}` };
  return {
    async next(after, signal) {
      const either = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
      const { entries } = await call(door, brokerRoutes.feed, { query: { after }, signal: either });
      return entries;
    },
  };
}

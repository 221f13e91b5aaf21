import { setTimeout as wait } from 'node:timers/promises';
import { SealError } from '@mayfly/shared/base/errors.ts';
import type { FeedEntry } from '@mayfly/shared/api/feed.ts';
import { moveCursor, readCursor } from '../store/worker.ts';
import { apply } from './apply.ts';
import type { Deps } from '../deps.ts';
import type { FeedSource } from './source.ts';

/** Somebody who follows the feed. */
export type Follower = {
  /** Whether all is known that the broker had to tell at a time: then what is not in the feed did not happen. */
  isCurrent(at: number): boolean;
  /** As `isCurrent`, and the broker said so itself: a question that stays unanswered proves nothing where it is overloaded. */
  isTold(at: number): boolean;
  close(): Promise<void>;
};

const firstMs = 500;
const longestMs = 30_000;

/** For so long a question may stay unanswered before that means "nothing new", in ms: the broker answers news at once. */
const silenceMs = 2_000;

/** So long news wait that keys were given, in ms: the pod which got them asks at once for what they open, and goes first. */
const pardonMs = 50;

/** Follows the feed from where it was left, for ever: what cannot be had now is asked for again, ever more slowly. */
export function follow(deps: Deps, source: FeedSource): Follower {
  const closing = new AbortController();
  const { signal } = closing;
  let askedAt: number | undefined;
  let knownAt = 0;

  const step = async (after: number): Promise<number> => {
    askedAt = deps.now();
    const entries = await source.next(after, signal);
    deps.tally.heard(entries.length);
    const asked = askedAt;
    askedAt = undefined;
    const isOfKeys = entries.length > 0 && entries.every(({ kind }) => kind === 'certificate');
    if (isOfKeys) await wait(pardonMs, undefined, { signal });
    for (const entry of entries) await applyOne(deps, entry);
    const last = entries.at(-1)?.n ?? after;
    if (last > after) await moveCursor(deps.yard, last);
    else knownAt = asked;
    return last;
  };
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!signal.aborted) {
      try {
        let after = await readCursor(deps.yard);
        while (!signal.aborted) {
          after = await step(after);
          failures = 0;
        }
      } catch (error) {
        askedAt = undefined;
        if (signal.aborted) return;
        failures += 1;
        deps.log.warn({ failures, error: nameOf(error) }, 'feed interrupted');
        const ms = Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (0.5 + deps.chance() / 2);
        await wait(ms, undefined, { signal }).catch(() => undefined);
      }
    }
  };
  const running = run();
  const isTold = (at: number): boolean => knownAt >= at;
  return {
    isTold,
    isCurrent: (at) =>
      isTold(at) || (askedAt !== undefined && deps.now() - Math.max(askedAt, at) >= silenceMs),
    async close() {
      closing.abort();
      await running;
    },
  };
}

/** What cannot be read will not become readable: it is passed over and logged. All else is tried again. */
async function applyOne(deps: Deps, entry: FeedEntry): Promise<void> {
  try {
    await apply(deps, entry);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    deps.log.error({ n: entry.n, kind: entry.kind, code: error.code }, 'feed entry passed over');
  }
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error ? String(error.code) : error.name;
}

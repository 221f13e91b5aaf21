import { timingSafeEqual } from 'node:crypto';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { feedKinds } from '@mayfly/shared/api/feed.ts';
import { utf8 } from '@mayfly/shared/base/bytes.ts';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { H } from '@mayfly/shared/envelope/sodium.ts';
import { serve } from '../door/serve.ts';
import { feedAfter } from '../store/feed.ts';
import { statementsByHash } from '../store/statements.ts';
import type { FastifyInstance } from 'fastify';
import type { FeedEntry } from '@mayfly/shared/api/feed.ts';
import type { Deps } from '../deps.ts';
import type { FeedRow } from '../store/feed.ts';

const waitMs = 25_000;
const entriesAtOnce = 200;

/** The route by which the service follows what the broker does. */
export function feedRoutes(app: FastifyInstance, deps: Deps): void {
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());

  serve(app, brokerRoutes.feed, async ({ query, request }) => {
    if (!isFeedToken(deps.feedToken, request.headers.authorization))
      throw new RequestError('unsigned');
    const until = performance.now() + waitMs;
    for (;;) {
      const rings = deps.bell.rings();
      const rows = await feedAfter(deps.database, query.after, entriesAtOnce);
      deps.watermark.raise(rows.at(-1)?.n ?? 0);
      if (rows.length > 0) return { entries: await entriesOf(deps, rows) };
      const left = until - performance.now();
      if (closing.signal.aborted || left <= 0) return { entries: [] };
      await deps.bell.heard(rings, left, closing.signal);
    }
  });
}

function isFeedToken(token: string, given: string | undefined): boolean {
  return timingSafeEqual(H(utf8(`Bearer ${token}`)), H(utf8(given ?? '')));
}

async function entriesOf({ database }: Deps, rows: readonly FeedRow[]): Promise<FeedEntry[]> {
  const statements = await statementsByHash(database, rows);
  return rows.map(({ n, org, kind, ref }) => {
    const statement = statements.get(ref);
    const bytes = toBase64url(statement?.bytes ?? utf8(ref));
    return {
      n,
      org,
      kind: kindOf(kind),
      bytes,
      ...(statement && { sig: toBase64url(statement.sig) }),
    };
  });
}

function kindOf(kind: string): FeedEntry['kind'] {
  const known = feedKinds.find((each) => each === kind);
  if (!known) throw new Error(`The feed holds an unknown kind: ${kind}`);
  return known;
}

import type { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { inOrg } from '../store/database.ts';
import { lastEvent } from '../store/events.ts';
import { streamOf } from '../runs/stream.ts';
import type { Handler } from '../door/serve.ts';

/** Streams what happens in the organization, from Last-Event-ID on, or from now on. */
export const runEvents: Handler<typeof serviceRoutes.runEvents> = async (deps, asked) => {
  const { caller, request, reply } = asked;
  const seen = Number(request.headers['last-event-id']);
  const after = Number.isSafeInteger(seen) && request.headers['last-event-id'] ? seen : undefined;
  const from = after ?? (await inOrg(deps.mail, caller.org, lastEvent));
  return reply
    .type('text/event-stream')
    .header('cache-control', 'no-store')
    .send(streamOf(deps, caller, from));
};

import { RequestError, EngineError } from '@mayfly/shared/base/errors.ts';
import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import { measure } from '../door/metrics.ts';
import type { Deps } from '../deps.ts';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** For whoever runs the service: does it live, can it work, and (from this machine only) how it does. */
export function serveHealth(app: FastifyInstance, deps: Deps): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async () => {
    try {
      await sql`select 1`.execute(deps.mail);
      await sql`select 1`.execute(deps.yard);
    } catch (cause) {
      throw new EngineError('database-unreachable', { cause });
    }
    return { status: 'ok' };
  });
  measure(app, deps);
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    // The socket's own address: no header can claim to be this machine.
    if (!loopback.has(request.socket.remoteAddress ?? '')) throw new RequestError('not-found');
    const { register } = deps.tally;
    return reply.type(register.contentType).send(await register.metrics());
  });
}

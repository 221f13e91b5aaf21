import { Counter, Histogram } from 'prom-client';
import { toWire } from '@mayfly/shared/base/errors.ts';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

/** Counts what a door answers and refuses. Labels are patterns of routes, methods, statuses and codes: never what was sent. */
export function measureDoor(app: FastifyInstance, register: Registry): void {
  const registers = [register];
  const seconds = new Histogram({
    name: 'mayfly_http_seconds',
    help: 'Time to answer a request, by route.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 30],
    registers,
  });
  const refusals = new Counter({
    name: 'mayfly_refusals_total',
    help: 'Requests refused, by route and code.',
    labelNames: ['route', 'code'],
    registers,
  });
  app.addHook('onResponse', async ({ routeOptions: { url: route = 'none' }, method }, reply) => {
    seconds.observe({ route, method, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  app.addHook('onError', async ({ routeOptions: { url: route = 'none' } }, _reply, error) => {
    refusals.inc({ route, code: toWire(error).code });
  });
}

import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { FastifyInstance } from 'fastify';
import { allPods } from '../store/pods.ts';
import type { Deps } from '../deps.ts';

/** Counts what the door answers and what lives. Labels are routes, codes and kinds, never ids. Answers how to read it. */
export function measure(app: FastifyInstance, deps: Deps) {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const seconds = new Histogram({
    name: 'mayfly_http_seconds',
    help: 'Time to answer a request, by route.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 30],
    registers,
  });
  const refusals = new Counter({
    name: 'mayfly_refusals_total',
    help: 'Requests refused, by code.',
    labelNames: ['code'],
    registers,
  });
  const pods = new Gauge({
    name: 'mayfly_pods',
    help: 'Pods that should live, by whether they have work.',
    labelNames: ['work'],
    registers,
  });
  app.addHook('onResponse', async (request, reply) => {
    const { url: route = 'none', method } = request.routeOptions;
    const labels = { route, method: String(method ?? request.method), status: reply.statusCode };
    seconds.observe(labels, reply.elapsedTime / 1000);
  });
  app.addHook('onError', async (_request, _reply, error) => {
    refusals.inc({ code: error.code ?? 'internal' });
  });
  return async () => {
    const rows = await allPods(deps.yard);
    pods.set({ work: 'yes' }, rows.filter(({ org }) => org !== null).length);
    pods.set({ work: 'no' }, rows.filter(({ org }) => org === null).length);
    return { contentType: register.contentType, text: await register.metrics() };
  };
}

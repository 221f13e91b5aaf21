import { subscribe } from 'node:diagnostics_channel';
import { Counter, Gauge, collectDefaultMetrics } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Pool } from 'pg';

/** Where cluster-api/client.ts tells of each try: the status that was answered, 0 for silence. */
const apiTries = 'mayfly:api-tries';

/** Counts what every process of ours has: Node's own figures, its tries at an API server, its connections to a database. */
export function measureProcess(register: Registry, pools: Readonly<Record<string, Pool>>): void {
  const registers = [register];
  collectDefaultMetrics({ register });
  const tries = new Counter({
    name: 'mayfly_api_requests_total',
    help: 'Requests to the API server of the cluster, by the status of the answer; 0: none.',
    labelNames: ['status'],
    registers,
  });
  subscribe(apiTries, (status) => tries.inc({ status: String(status) }));
  const connections = new Gauge({
    name: 'mayfly_database_connections',
    help: 'Connections to the database: used, idle, or asked for and waited for.',
    labelNames: ['pool', 'state'],
    registers: [],
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
        this.set({ pool, state: 'used' }, totalCount - idleCount);
        this.set({ pool, state: 'idle' }, idleCount);
        this.set({ pool, state: 'waiting' }, waitingCount);
      }
    },
  });
  register.registerMetric(connections);
}

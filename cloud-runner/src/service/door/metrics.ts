import { Gauge } from 'prom-client';
import type { FastifyInstance } from 'fastify';
import { measureDoor } from '../../metrics/measure-door.ts';
import { measureProcess } from '../../metrics/measure-process.ts';
import { poolOf } from '../store/database.ts';
import { allPods } from '../store/pods.ts';
import type { Deps } from '../deps.ts';

/** Counts what the door answers, what the process has and what lives, beside the tally. Labels are never ids. */
export function measure(app: FastifyInstance, { tally: { register }, mail, yard }: Deps): void {
  measureProcess(register, { mail: poolOf(mail), yard: poolOf(yard) });
  measureDoor(app, register);
  const pods = new Gauge({
    name: 'mayfly_pods',
    help: 'Pods that should live, by whether they have work.',
    labelNames: ['work'],
    registers: [],
    async collect() {
      const rows = await allPods(yard);
      this.set({ work: 'yes' }, rows.filter(({ org }) => org !== null).length);
      this.set({ work: 'no' }, rows.filter(({ org }) => org === null).length);
    },
  });
  register.registerMetric(pods);
}

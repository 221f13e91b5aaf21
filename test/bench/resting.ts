import { readFileSync } from 'node:fs';

import { startStack } from '../harness/stack.ts';
import { watching } from '../harness/until.ts';
import type { Family } from './figure.ts';

const rounds = 5;

/** Memory that a process holds, MiB: all of it, also what it shares with others, such as Node itself. */
const takenMib = (pid: number | undefined): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return Number(kib) / 1024;
};

/** Waits until a process has grown by less than a hundredth for three seconds. */
const restingMib = async (pid: number | undefined): Promise<number> => {
  let [last, steady] = [0, 0];
  while (steady < 3) {
    await watching(1_000);
    const now = takenMib(pid);
    steady = Math.abs(now - last) < last / 100 ? steady + 1 : 0;
    last = now;
  }
  return last;
};

/** What service and broker take when nothing happens, and how soon the service answers once it is started. */
export const resting: Family = {
  figures: [
    { name: 'service-rest-mib', unit: 'MiB', goal: { atMost: 150 } },
    { name: 'broker-rest-mib', unit: 'MiB', goal: { atMost: 100 } },
    { name: 'service-start-ms', unit: 'ms', goal: { atMost: 1_000 } },
  ],
  measure: async () => {
    const found = { service: [] as number[], broker: [] as number[], start: [] as number[] };
    const stage = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const startedAt = performance.now();
      const result = await work();
      if (name === 'Service') found.start.push(performance.now() - startedAt);
      return result;
    };
    let stack = await startStack({ watcher: { stage } }); // The first makes its tables.
    for (let round = 0; round < rounds; round++) {
      await stack.stop();
      stack = await startStack({ data: stack.data, settings: stack.settings, watcher: { stage } });
      const { service, broker } = stack.parts;
      found.service.push(await restingMib(service.pid()));
      found.broker.push(await restingMib(broker.pid()));
    }
    await stack.remove();
    return {
      'service-rest-mib': found.service,
      'broker-rest-mib': found.broker,
      'service-start-ms': found.start.slice(1),
    };
  },
};

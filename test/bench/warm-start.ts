import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import pg from 'pg';

import { evidenceOf } from '../harness/run-evidence.ts';
import { until } from '../harness/until.ts';
import type { Family } from './figure.ts';
import { startOnePage } from './whole-runs.ts';
import type { OnePage } from './whole-runs.ts';

const rounds = 15;

/** Waits until a warm browser asks for work. */
const awaitWarm = async (worker: pg.Client): Promise<void> => {
  await until(async () => {
    const { rows } = await worker.query(
      'select 1 from pods where org is null and pod_sign is not null',
    );
    return rows.length > 0 ? true : undefined;
  });
};

const workerOf = async ({ stack }: OnePage): Promise<pg.Client> => {
  const config = readFileSync(join(stack.folders.config, 'service.json'), 'utf8');
  const { workerDatabaseUrl } = JSON.parse(config) as { workerDatabaseUrl: string };
  const worker = new pg.Client(workerDatabaseUrl);
  await worker.connect();
  return worker;
};

/** From asking for a run to its first step at work, where a browser is kept warm. */
export const warmStart: Family = {
  figures: [{ name: 'warm-start-ms', unit: 'ms', goal: { atMost: 50 } }],
  measure: async () => {
    const onePage = await startOnePage(1);
    const worker = await workerOf(onePage);
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      await awaitWarm(worker);
      const { askedAt, run } = await onePage.run();
      const { report } = await evidenceOf(run);
      times.push((report.outcomes[0]?.startedAt ?? NaN) - askedAt);
    }
    await worker.end();
    await onePage.close();
    return { 'warm-start-ms': times.slice(1) };
  },
};

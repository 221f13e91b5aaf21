import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import pg from 'pg';

import { until } from '../harness/until.ts';

/** The table of pods, as the service's worker sees it. */
export type WarmPods = {
  /** Waits until a warm browser asks for work. */
  waiting(): Promise<void>;
  close(): Promise<void>;
};

/** Opens it by the configuration of a service, in the folder of a runner's. */
export const openWarmPods = async (config: string): Promise<WarmPods> => {
  const file = JSON.parse(readFileSync(join(config, 'service.json'), 'utf8')) as {
    workerDatabaseUrl: string;
  };
  const worker = new pg.Client(file.workerDatabaseUrl);
  await worker.connect();
  return {
    async waiting() {
      await until(async () => {
        const idle = 'select 1 from pods where org is null and pod_sign is not null';
        const { rows } = await worker.query(idle);
        return rows.length > 0 || undefined;
      });
    },
    close: () => worker.end(),
  };
};

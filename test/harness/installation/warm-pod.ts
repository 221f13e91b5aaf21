import { Client } from 'pg';

import { until } from '../until.ts';

/** A pod that waits for work. */
export type WarmPod = { readonly name: string; readonly uid: string };

/** A pod asks for work once its fence is proved, and by then its key is written down. */
const waiting = `select name, uid from worker.pods
  where kind = 'warm' and org is null and uid is not null and pod_sign is not null limit 1`;

/** Waits until one of a service waits, by its database, opened by who may see all of it. */
export const warmPodOf = async (connectionString: string): Promise<WarmPod> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await until(async () => (await client.query<WarmPod>(waiting)).rows[0], 90_000);
  } finally {
    await client.end();
  }
};

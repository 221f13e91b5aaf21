import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import pg from 'pg';

import type { Stack } from './stack.ts';

/** The newest envelope of a sign-in, and the one that it came after. */
export type SessionHead = { id: string; prev: string | null };

/** The head of the one stored sign-in, as the broker's own database has it. */
export const sessionHead = async ({ data }: Pick<Stack, 'data'>): Promise<SessionHead> => {
  const config = readFileSync(join(data, 'config', 'broker.json'), 'utf8');
  const { databaseUrl } = JSON.parse(config) as { databaseUrl: string };
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`select set_config('mayfly.org', (select org from feed limit 1), false)`);
    const found = await client.query<SessionHead>(
      `select id, prev from heads where purpose = 'session'`,
    );
    const [head] = found.rows;
    if (!head || found.rows.length > 1) throw new Error(`${found.rows.length} sign-ins are stored`);
    return head;
  } finally {
    await client.end();
  }
};

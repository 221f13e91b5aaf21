import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, roleOf } from '../store/database.ts';
import { openOffice } from '../testing/office.ts';
import { openQueue } from './queue.ts';
import type { Office } from '../testing/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

it('is opened by many services at once, as when they are replaced', async () => {
  const { workerDatabaseUrl: url, databaseUrl } = office.config;
  const { log } = office.service.deps;
  const service = roleOf(databaseUrl);
  const yards = Array.from({ length: 5 }, () => connect(url, 1));
  for (let round = 0; round < 8; round += 1) {
    const opening = yards.map((yard) => openQueue(url, { service, yard, log }));
    const opened = await Promise.allSettled(opening);
    for (const each of opened) if (each.status === 'fulfilled') await each.value.close();
    expect(opened.filter(({ status }) => status === 'rejected')).toEqual([]);
  }
  for (const yard of yards) await yard.destroy();
});

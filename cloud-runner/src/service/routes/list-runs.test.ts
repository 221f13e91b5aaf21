import { afterAll, beforeAll, expect, it } from 'vitest';
import { inOrg } from '../store/database.ts';
import { ask, openOffice } from '../testing/office.ts';
import { foundOrganization, orderRun } from '../testing/organization.ts';
import type { Office } from '../testing/office.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ mostRuns: 1_000 });
});
afterAll(() => office.close());

it('a page that ends amid runs of one millisecond is followed by the rest of them', async () => {
  const home = await foundOrganization(office);
  const made: RunId[] = [];
  for (let n = 0; n < 52; n += 1) made.push(await orderRun(office, home));
  await inOrg(office.service.deps.mail, home.org, ({ tx }) =>
    tx.updateTable('runs').set({ created_at: office.clock.now() }).execute(),
  );
  const page = async (query = ''): Promise<{ run: RunId; createdAt: number }[]> =>
    (await ask(office, home.as, { method: 'GET', path: `/runs${query}` })).json().runs;
  const first = await page();
  const { createdAt, run } = first.at(-1)!;
  const rest = await page(`?before=${createdAt}&beforeRun=${run}`);
  expect([first.length, rest.length]).toEqual([50, 2]);
  expect(new Set([...first, ...rest].map((each) => each.run))).toEqual(new Set(made));
  expect(await page(`?before=${createdAt}`)).toEqual([]);
});

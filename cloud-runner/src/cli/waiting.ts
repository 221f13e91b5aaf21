import { finding } from './finding.ts';
import type { Reader } from './database.ts';
import type { Finding } from './finding.ts';

/** Whether an organization waits to be opened, since the broker's database was put back to an earlier one. */
export async function waitingToBeOpened(broker: Reader): Promise<Finding> {
  const orgs = await broker.rows<{ org: string }>('select distinct org from feed order by org');
  const waiting: string[] = [];
  for (const { org } of orgs) {
    const text = 'select org from orgs where challenge is not null';
    if ((await broker.rowsOf(org, text)).length > 0) waiting.push(org);
  }
  return finding(
    'No organization waits to be opened after a restore',
    waiting.map(
      (org) =>
        `${org}: nothing runs until one of its administrators opens Mayfly, looks, and opens it`,
    ),
  );
}

import { verifyIn } from '@mayfly/shared/envelope/statement.ts';
import { receipt as receiptStatement } from '@mayfly/shared/envelope/statement/receipt.ts';
import { inOrg } from '../store/database.ts';
import { readOrg } from '../store/orgs.ts';
import { closeAll } from './close-if-restored.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { Deps } from '../deps.ts';

/**
 * Holds the broker's own word, which a device kept, against its ledger: where it tells of more than is there, and no opening
 * since has dealt with it, the database was put back, also where watermark and database went back together. Answers whether
 * the organization waits to be opened now. Throws `tampered`, `unknown-sender` and `wrong-organization` for another's word.
 */
export async function hearReceipt(deps: Deps, org: OrgId, receipt: Signed): Promise<boolean> {
  const { database, keys, watermark } = deps;
  const said = verifyIn(receiptStatement, receipt, keys.identity.publicKey, org);
  const row = await inOrg(database, org, readOrg);
  if (row.challenge) return true;
  const isKnown = said.seq <= row.seq && said.log.size <= row.log_size;
  if (isKnown || said.at < (row.opened_at ?? 0)) return false;
  await closeAll(database, watermark);
  return true;
}

import { sign } from '@mayfly/shared/envelope/statement.ts';
import { restored } from '@mayfly/shared/envelope/statement/restored.ts';
import { headOf, splitHashes } from '../log/append.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { BrokerKeys } from '../keys/broker-keys.ts';
import type { OrgRow } from '../store/orgs.ts';

/** What an organization that waits to be opened asks an admin's device to sign, at `at`, ms. */
export function restoredNow(keys: BrokerKeys, row: OrgRow, at: number): Signed | undefined {
  const { org, seq, head, challenge } = row;
  if (!challenge) return undefined;
  const log = headOf({ size: row.log_size, nodes: splitHashes(row.log_frontier) });
  return sign(restored, { org, at, challenge, seq, head, log }, keys.identity);
}

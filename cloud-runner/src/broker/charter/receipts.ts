import { sign } from '@mayfly/shared/envelope/statement.ts';
import { receipt } from '@mayfly/shared/envelope/statement/receipt.ts';
import { headOf, splitHashes } from '../log/append.ts';
import type { LinkHash, OrgId } from '@mayfly/shared/base/ids.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import type { BrokerKeys } from '../keys/broker-keys.ts';
import type { OrgRow } from '../store/orgs.ts';

/** Where a charter and its log are, at `at`, ms. */
export type Standing = {
  readonly org: OrgId;
  readonly seq: number;
  readonly head: LinkHash;
  readonly at: number;
  readonly log: LogHead;
};

/** The broker's signed word on where a charter is. */
export function signReceipt(keys: BrokerKeys, standing: Standing): Signed {
  return sign(
    receipt,
    { ...standing, sealKey: keys.sealOf(standing.org).publicKey },
    keys.identity,
  );
}

/** A receipt for an organization as its row tells, at `at`, ms. */
export function receiptNow(keys: BrokerKeys, row: OrgRow, at: number): Signed {
  const log = headOf({ size: row.log_size, nodes: splitHashes(row.log_frontier) });
  return signReceipt(keys, { org: row.org, seq: row.seq, head: row.head, at, log });
}

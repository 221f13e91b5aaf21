import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { checkConsistency } from '@mayfly/shared/envelope/log.ts';
import type { LogHead } from '@mayfly/shared/envelope/statement/log-head.ts';
import type { Connection } from './doors.ts';

/** That a log only grew between two heads: the proof is asked of the broker and checked. Throws `history-forked`. */
export async function checkGrown(
  { broker, org }: Pick<Connection, 'broker' | 'org'>,
  older: LogHead,
  newer: LogHead,
): Promise<void> {
  if (older.size === 0 || older.size >= newer.size) return checkConsistency(older, newer, []);
  const proof = await call(broker, brokerRoutes.logProof, {
    params: { org },
    query: { from: older.size, to: newer.size },
  });
  await checkConsistency(older, newer, (proof.consistency ?? []).map(fromBase64url));
}

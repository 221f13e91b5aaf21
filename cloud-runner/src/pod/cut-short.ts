import { call } from '@mayfly/shared/api/client.ts';
import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import type { Door } from '@mayfly/shared/api/client.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Outcome } from '@mayfly/shared/player/outcome.ts';
import type { Stopping } from './stopping.ts';

/** Why a run ends before its last step: its time was over, a person stopped it, or its machine wants it gone. */
export type CutShort = 'timed-out' | 'canceled' | 'evicted';

const answerMs = 2_000;

/**
 * Why a run was cut short, where it was. Anybody may ask a pod to end; whether a person stopped its run, only the broker
 * knows. Where it does not answer in 2 s, nobody did.
 */
export async function whyCutShort(
  broker: Door,
  run: RunId,
  { reason }: Stopping,
  outcomes: readonly Pick<Outcome, 'status'>[],
): Promise<CutShort | undefined> {
  const why = reason();
  if (why !== 'asked') return why;
  const isStopped = await call(broker, brokerRoutes.standing, {
    params: { run },
    signal: AbortSignal.timeout(answerMs),
  }).then(
    ({ stoppedAt }) => stoppedAt !== undefined,
    () => false,
  );
  if (isStopped) return 'canceled';
  return outcomes.some(({ status }) => status === 'stopped') ? 'evicted' : undefined;
}

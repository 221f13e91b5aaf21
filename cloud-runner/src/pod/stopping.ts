import { EngineError } from '@mayfly/shared/base/errors.ts';

/** Why a run is made to end: somebody asks its pod to go, or its time is over. */
export type StopReason = 'asked' | 'timed-out';

/** Aborted when the pod shall end: at once on SIGTERM, and at its deadline. */
export type Stopping = {
  readonly signal: AbortSignal;
  readonly reason: () => StopReason | undefined;
};

/** Time before the deadline in which the report is still written, ms. */
const reportMs = 5_000;

/** Watches for SIGTERM and for the deadline (ms since 1970). The deadline begins to count once there is work. */
export function watchForStop(): Stopping & { readonly limit: (deadlineAt: number) => void } {
  const controller = new AbortController();
  let reason: StopReason | undefined;
  const stop = (why: StopReason) => {
    reason ??= why;
    controller.abort(new EngineError('deadline'));
  };
  process.once('SIGTERM', () => stop('asked'));
  process.once('SIGINT', () => stop('asked'));
  return {
    signal: controller.signal,
    reason: () => reason,
    limit(deadlineAt) {
      const leftMs = Math.max(0, deadlineAt - reportMs - Date.now());
      setTimeout(() => stop('timed-out'), leftMs).unref();
    },
  };
}

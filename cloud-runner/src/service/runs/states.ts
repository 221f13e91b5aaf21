import type { RunStatus } from '@mayfly/shared/api/run-state.ts';

/** What can happen to a run. The ends are named after their state. */
export const happenings = [
  /** An attempt has a pod. */
  'assigned',
  /** The broker released its keys. */
  'certified',
  /** The pod is lost or was refused, nothing was written, and another attempt follows. */
  'lost',
  /** As `lost`, and no other attempt follows. */
  'given-up',
  /** The pod is lost after it may have written. */
  'lost-after-write',
  /** A person stopped it, and nothing of it lives. */
  'stopped',
  /** Its pod was destroyed because its time was over, and nothing was written. */
  'overdue',
  /** The broker's feed tells how it ended. */
  'succeeded',
  'finished-with-errors',
  'failed',
  'canceled',
  'timed-out',
  'outcome-unknown',
  /** A person's answer to an unknown outcome. */
  'settled-done',
  'settled-not-done',
] as const;
/** What can happen to a run. */
export type Happening = (typeof happenings)[number];

const ends = {
  succeeded: 'succeeded',
  'finished-with-errors': 'finished-with-errors',
  failed: 'failed',
  canceled: 'canceled',
  'timed-out': 'timed-out',
  'outcome-unknown': 'outcome-unknown',
} as const satisfies Partial<Record<Happening, RunStatus>>;

const losses = {
  lost: 'queued',
  'given-up': 'failed',
  'lost-after-write': 'outcome-unknown',
  stopped: 'canceled',
  overdue: 'timed-out',
} as const satisfies Partial<Record<Happening, RunStatus>>;

/**
 * Every change of state that there is (DESIGN §6). What is not here changes nothing: the first end state wins. The
 * feed may be ahead of what the service saw, so `certified` and the ends count in each state before an end.
 */
export const transitions: Readonly<Record<RunStatus, Partial<Record<Happening, RunStatus>>>> = {
  queued: {
    assigned: 'starting',
    certified: 'running',
    'given-up': 'failed',
    'lost-after-write': 'outcome-unknown',
    stopped: 'canceled',
    ...ends,
  },
  starting: { certified: 'running', ...losses, ...ends },
  running: { ...losses, ...ends },
  succeeded: {},
  'finished-with-errors': {},
  failed: {},
  canceled: {},
  'timed-out': {},
  'outcome-unknown': { 'settled-done': 'succeeded', 'settled-not-done': 'failed' },
};

/** The state after something happened; `undefined` where it changes nothing. */
export function nextStatus(status: RunStatus, happening: Happening): RunStatus | undefined {
  return transitions[status][happening];
}

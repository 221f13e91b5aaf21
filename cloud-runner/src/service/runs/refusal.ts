import type { Code } from '@mayfly/shared/base/errors.ts';

/** Another run is in the way: waiting mends it, and it is nobody's failure. */
const waiting: ReadonlySet<Code> = new Set<Code>([
  'still-running',
  'session-busy',
  'too-many-requests',
]);

/** Something failed that may work in another pod. */
const passing: ReadonlySet<Code> = new Set<Code>([
  'already-released',
  'broker-unreachable',
  'database-unreachable',
  'evicted',
  'fence-not-proved',
  // A broker knows the next version's pods a moment after the service does, or forgets the last one's before they are gone.
  'image-not-listed',
  'internal',
  'node-lost',
  'out-of-memory',
  'pod-not-live',
  'runner-unreachable',
  'start-failed',
  'token-refused',
]);

/** What a refusal to release keys means: try again when the way is free, try again as after a loss, or never. */
export function afterRefusal(code: Code): 'wait' | 'retry' | 'final' {
  if (waiting.has(code)) return 'wait';
  return passing.has(code) ? 'retry' : 'final';
}

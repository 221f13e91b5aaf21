import type { EngineCode } from '@mayfly/shared/base/errors.ts';

/** What whoever runs the machines should see, beside figures and logs. */
export type Notice =
  | 'pool-empty'
  | 'runner-full'
  | 'pod-refused'
  | 'pod-stuck'
  | 'pod-unproved'
  | Extract<EngineCode, 'image-not-pulled' | 'out-of-memory' | 'evicted' | 'node-lost'>;

const faults: readonly Notice[] = ['image-not-pulled', 'out-of-memory', 'evicted', 'node-lost'];

/** The notice that a fault of a pod is worth, where it is. */
export function noticeOf(code: EngineCode): Notice | undefined {
  return faults.find((notice) => notice === code);
}

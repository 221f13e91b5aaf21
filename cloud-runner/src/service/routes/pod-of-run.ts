import { RequestError } from '@mayfly/shared/base/errors.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { PodCaller } from '../door/proof.ts';

/** Refuses every pod but that of the latest attempt of this run: another run's sees none, an older one's is told so. */
export function refuseOtherPods(
  caller: PodCaller,
  { run, attempt }: { run: RunId; attempt: number },
): void {
  if (caller.run !== run) throw new RequestError('run-not-found');
  if (!caller.isLatest || caller.attempt !== attempt) throw new RequestError('not-latest-attempt');
}

import { tellDue } from './due/tell-due.ts';
import { makeBell } from './feed/bell.ts';
import { makePodWatcher } from './ledger/watch-pods.ts';
import { startLoop } from './loop.ts';
import { closeIfRestored } from './restore/close-if-restored.ts';
import { saveTold } from './store/clock.ts';
import { forgetNonces } from './store/nonces.ts';
import type { Deps } from './deps.ts';
import type { Loop } from './loop.ts';
import type { Work } from './tally.ts';

const dueEveryMs = 1_000;
const podsEveryMs = 500;
const tidyEveryMs = 5_000;

/** What the broker does without being asked: schedules, pods that end, its clock, and old nonces. */
export function startWork(deps: Deps, onError: (error: unknown) => void): Loop {
  const watcher = makePodWatcher(deps);
  const tidy = async () => {
    const now = deps.clock.now();
    await saveTold(deps.database, now);
    await closeIfRestored(deps.database, deps.watermark);
    await forgetNonces(deps.database, now);
  };
  const failed = (work: Work) => (error: unknown) => {
    deps.tally.failed(work);
    onError(error);
  };
  const loops = [
    startLoop(() => tellDue(deps), {
      everyMs: dueEveryMs,
      bell: makeBell(),
      onError: failed('due'),
    }),
    startLoop(watcher.look, {
      everyMs: podsEveryMs,
      bell: deps.doomBell,
      onError: failed('pods'),
    }),
    startLoop(tidy, { everyMs: tidyEveryMs, bell: makeBell(), onError: failed('tidy') }),
  ];
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

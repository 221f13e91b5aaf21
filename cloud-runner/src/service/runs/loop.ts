import { MayflyError } from '@mayfly/shared/base/errors.ts';
import type { Logger } from 'pino';

/** Something that is done again and again. */
export type Loop = {
  /** Does it now, or once more right after if it is being done. */
  poke: () => void;
  /** Ends after what is being done. */
  close(): Promise<void>;
};

const afterFaultMs = 2_000;

/** Does `work` now, and again after as many ms as it answers. A fault is logged, and it goes on. */
export function loop(log: Logger, work: () => Promise<number>): Loop {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let poked = false;
  let closed = false;

  const turn = async (): Promise<void> => {
    poked = false;
    const ms = await work().catch((error: unknown) => {
      const what = error instanceof MayflyError ? { code: error.code } : { err: error };
      log.error(what, 'a recurring work failed');
      return afterFaultMs;
    });
    running = undefined;
    if (closed) return;
    if (poked) begin();
    else timer = setTimeout(begin, ms);
  };
  const begin = () => {
    clearTimeout(timer);
    running = turn();
  };
  begin();
  return {
    poke: () => {
      poked = true;
      if (!running && !closed) begin();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

import { EngineError } from '@mayfly/shared/base/errors.ts';
import { accepts } from './contact.ts';

/** What a pod itself must not reach, tried over and over, with the one that must answer beside it. */
export type Watch = {
  /** Resolves once nothing forbidden was reached for at least a second, with how often it was tried. Throws `fence-not-proved`. */
  proved(): Promise<{ rounds: number }>;
  /**
   * Resolves when the last second was clean. On a busy node the one that must answer may be late: a clean second is waited for, a
   * few of them long. Throws `fence-not-proved` when there is none, and at once when something forbidden is reached.
   */
  checkLately(): Promise<void>;
  stop(): void;
};

/** How it is tried, in ms; what is left out is as in production. */
export type Rhythm = { everyMs?: number; contactMs?: number; spanMs?: number };

const nothingForbidden: Watch = {
  proved: async () => ({ rounds: 1 }),
  checkLately: async () => undefined,
  stop: () => undefined,
};

/** A target that has not answered by then is out of reach; one in the cluster answers within a few ms. */
const usualContactMs = 400;

/**
 * Tries to reach every one of `forbidden` (`host:port`, known to be alive) until it is stopped, and `answering` with it, so
 * that a pod without any network does not pass for one that is shut in. Rules may come some ms after a pod has its address:
 * a contact, or a round in which nobody answered, starts the second anew. Where nothing is forbidden to the pod, on one
 * machine, one round says so.
 */
export function watchReach(
  answering: string,
  forbidden: readonly string[],
  { everyMs = 100, contactMs = usualContactMs, spanMs = 1_000 }: Rhythm = {},
): Watch {
  if (forbidden.length === 0) return nothingForbidden;
  let rounds = 0;
  let cleanSince: number | undefined;
  let isReached = false;
  let lastEnd = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let tell: (() => void) | undefined;

  const round = async (): Promise<void> => {
    const began = performance.now();
    const [control, ...reached] = await Promise.all(
      [answering, ...forbidden].map((target) => accepts(target, contactMs)),
    );
    isReached = reached.some(Boolean);
    const isClean = control === true && !isReached;
    rounds = isClean ? rounds + 1 : 0;
    cleanSince = isClean ? (cleanSince ?? began) : undefined;
    lastEnd = performance.now();
    tell?.();
    if (!isStopped) timer = setTimeout(() => void round(), everyMs);
  };
  void round();

  const isProved = () => cleanSince !== undefined && lastEnd - cleanSince >= spanMs;
  /** After the next round has ended. */
  const next = () =>
    new Promise<void>((resolve) => {
      tell = resolve;
    });
  return {
    async proved() {
      const until = performance.now() + spanMs * 10;
      while (!isProved()) {
        if (performance.now() > until) throw new EngineError('fence-not-proved');
        await next();
      }
      return { rounds };
    },
    async checkLately() {
      const until = performance.now() + spanMs * 5;
      for (;;) {
        await next();
        if (isProved()) return;
        if (isReached || performance.now() > until) throw new EngineError('fence-not-proved');
      }
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

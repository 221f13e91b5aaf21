import { MayflyError } from '@mayfly/shared/base/errors.ts';
import type { Screen } from '@mayfly/cloud-runner/launcher/screen.ts';

/** Why the demo ended before its end: at which stage, and what to do. */
export class StageFailed extends Error {
  readonly next: string;

  constructor(stage: string, next: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`“${stage}” did not go well. ${why}`, { cause });
    this.name = 'StageFailed';
    this.next = cause instanceof MayflyError ? cause.next : next;
  }
}

/** Somebody asked to stop. */
export class Stopped extends Error {
  constructor() {
    super('Stopped before its end. Nothing of it is left.');
    this.name = 'Stopped';
  }
}

/** Runs a stage: shows its name and its time; `next`: what to do when it does not go well. */
export type RunStage = <T>(name: string, next: string, work: () => Promise<T>) => Promise<T>;

/** Stages on a screen. Asked to stop, the one at work is given up. */
export const stagesOn =
  (screen: Pick<Screen, 'stage'>, signal: AbortSignal): RunStage =>
  async (name, next, work) => {
    try {
      return await screen.stage(name, () => unlessStopped(work, signal));
    } catch (error) {
      if (error instanceof Stopped) throw error;
      throw new StageFailed(name, next, error);
    }
  };

/** What `work` gives, unless it is asked to stop before. */
const unlessStopped = async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
  if (signal.aborted) throw new Stopped();
  const stop = Promise.withResolvers<never>();
  const onAbort = (): void => stop.reject(new Stopped());
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work(), stop.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};

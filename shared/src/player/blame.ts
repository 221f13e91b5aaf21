import type { Refusal } from './play-context.ts';

/** Which of the refused writes a run's own acts caused, and which a page tried by itself when it opened. */
export class Blame {
  readonly #byThemselves = new Map<string, Refusal>();
  #hasActed = false;

  /** A page is opened: until the next act, what it sends is its own doing. */
  opens(): void {
    this.#hasActed = false;
  }

  /** Something is done on the page: what is sent from now on may be because of it. */
  acts(): void {
    this.#hasActed = true;
  }

  /** A write that an act caused, of those just refused; what pages tried by themselves is remembered, and not blamed. */
  causedBy(refused: readonly Refusal[]): Refusal | undefined {
    const writes = refused.filter(({ why }) => isChange(why));
    if (this.#hasActed) return writes.find((write) => !this.#byThemselves.has(keyOf(write)));
    for (const write of writes) this.#byThemselves.set(keyOf(write), write);
    return undefined;
  }

  /** A write that a page tried by itself: without it, it may not show what a step looks for. */
  get byThemselves(): Refusal | undefined {
    return this.#byThemselves.values().next().value;
  }
}

/** Whether what was refused would have changed something. */
export const isChange = (why: Refusal['why']): boolean =>
  why === 'write' || why === 'mark' || why === 'upgrade';

function keyOf({ method, origin, path }: Refusal): string {
  return `${method} ${origin}${path}`;
}

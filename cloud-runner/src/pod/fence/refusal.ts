import type { RefusalReason } from './judge.ts';

/** Thrown inside the fence where a request ends unsent. It never leaves the fence: the log and the page get its reason. */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  /** Whether the log has it, with what it was asked for. */
  isNoted = false;

  constructor(reason: RefusalReason, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'Refusal';
    this.reason = reason;
  }
}

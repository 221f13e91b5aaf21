import type { Automation } from '../automation/automation.ts';
import { StepError } from '../base/errors.ts';
import { Blame } from './blame.ts';
import { usualLimits } from './play-context.ts';
import type { Limits, PlayContext, Refusal } from './play-context.ts';
import { TabList } from './tab-list.ts';

/** A dialog that a page opened. */
export type SeenDialog = { readonly kind: string; readonly message: string };

/** What a run has while it plays: its tabs, and what happened since it was last asked. */
export class Stage {
  readonly automation: Automation;
  readonly context: PlayContext;
  readonly limits: Limits;
  readonly tabs: TabList;
  readonly blame = new Blame();
  /** Steps that sign in, by id. */
  readonly signIn: ReadonlySet<string>;
  /** Whether a field was filled that no later act has left. */
  hasFilled = false;
  /** Whether steps that sign in were skipped, and nothing was done since. */
  isToLand = false;
  #isMarked = false;
  #dialogs: SeenDialog[] = [];
  #refusals = 0;
  #crash = new AbortController();

  constructor(automation: Automation, context: PlayContext) {
    this.automation = automation;
    this.context = context;
    this.limits = { ...usualLimits, ...context.limits };
    this.signIn = new Set(automation.signIn?.steps);
    this.#refusals = context.fenceLog?.refused().length ?? 0;
    this.tabs = new TabList(context.page, {
      onDialog: (kind, message) => this.#dialogs.push({ kind, message }),
      onCrash: () => this.#crash.abort(new StepError('page-crashed')),
    });
  }

  /** Aborted with `page-crashed` when a page crashes. */
  get crash(): AbortSignal {
    return this.#crash.signal;
  }

  /** Whether something was changed, or may have been. */
  get hasWritten(): boolean {
    return this.#isMarked || (this.context.hasWritten?.() ?? false);
  }

  /** Asks for the mark, once a run. */
  async mark(): Promise<void> {
    if (this.#isMarked) return;
    await this.context.mark();
    this.#isMarked = true;
  }

  /** Dialogs since the last time. */
  takeDialogs(): SeenDialog[] {
    return this.#dialogs.splice(0);
  }

  /** Requests that the fence refused since the last time. */
  takeRefusals(): Refusal[] {
    const fresh = this.context.fenceLog?.refused().slice(this.#refusals) ?? [];
    this.#refusals += fresh.length;
    return fresh;
  }
}

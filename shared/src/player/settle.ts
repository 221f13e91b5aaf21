import { orAbort, pause } from './abort.ts';
import type { PageWatch } from './page-watch.ts';

/**
 * Waits until what an act set going is there: a navigation for as long as the signal allows, requests at most `settleMs`. Where
 * nothing was set going it takes one word to the page and back.
 */
export async function settle(
  watch: PageWatch,
  mark: number,
  settleMs: number,
  signal: AbortSignal,
): Promise<void> {
  const giveUp = AbortSignal.timeout(settleMs);
  const isBusy = () => watch.isLeaving() || watch.pendingSince(mark) > 0;
  await hear(watch, signal);
  while (isBusy() && !watch.page.isClosed()) {
    if (giveUp.aborted) {
      watch.forgetPending();
      if (!watch.isLeaving()) return;
    }
    await orAbort(Promise.race([watch.next(), pause(250, signal)]), signal);
    // What was answered may ask for more, as soon as the page has read it.
    if (!isBusy()) await hear(watch, signal);
  }
}

/** One word to the page and back: what the page began before has been heard by then. */
async function hear({ session, page }: PageWatch, signal: AbortSignal): Promise<void> {
  if (page.isClosed()) return;
  const word = session.send('Runtime.evaluate', { expression: '0' });
  // A page that is being left may not answer; then its going is what was to be heard.
  await orAbort(
    word.then(
      () => undefined,
      () => undefined,
    ),
    signal,
  );
}

import type { Kit, LookAnswer, LookRequest, Survey, Tried, Trouble } from './kit.ts';

/** How one element is looked for until it is there and at rest. Sent as source: see {@link Kit}. */
export const looking: Pick<Kit, 'survey' | 'isUnlike' | 'isCalm' | 'nextFrame' | 'look'> &
  ThisType<Kit> = {
  /**
   * The one element that the selectors agree on. They are asked in rank order; where one names several, those below it may only
   * choose among these.
   */
  survey(request: LookRequest): Survey {
    const tried: Tried[] = [];
    let among: readonly Element[] | undefined;
    let isUnlike = false;
    for (const [rank, selector] of request.selectors.entries()) {
      const found = this.query(selector);
      const shown = found.filter((element) => this.isShown(element));
      tried.push({ selector, found: found.length, shown: shown.length });
      const fit = among ? shown.filter((element) => among!.includes(element)) : shown;
      const [element, second] = fit;
      if (!element) continue;
      if (second) {
        among = fit;
        continue;
      }
      if (!this.isUnlike(element, request, rank)) return { tried, element, rank };
      isUnlike = true;
    }
    const isThere = tried.some(({ found }) => found > 0);
    if (among) return { tried, trouble: 'ambiguous' };
    if (isUnlike) return { tried, trouble: 'unlike' };
    return { tried, trouble: isThere ? 'hidden' : 'missing' };
  },

  /**
   * Whether a place in the page now holds something else than what was recorded. Asked only before an act, and only of a
   * selector that counts places, after those that name the thing have failed.
   */
  isUnlike(element: Element, request: LookRequest, rank: number): boolean {
    const selector = request.selectors[rank] ?? '';
    const last = selector.split('>>>').at(-1) ?? '';
    const countsPlaces = /::-p-xpath|:nth-/.test(last) || !/[#[.:]/.test(last);
    if (!request.forAct || rank === 0 || !countsPlaces) return false;
    const role = this.roleOf(element);
    if (request.role && role && request.role !== role) return true;
    const words = (text: string) =>
      text
        .normalize('NFKC')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word.length > 0);
    const before = words(request.name ?? '');
    const now = words(this.nameOf(element) || this.textOf(element));
    return before.length > 0 && now.length > 0 && !now.some((word) => before.includes(word));
  },

  /** Whether the page has loaded and has not changed for a while. */
  isCalm(): boolean {
    return document.readyState === 'complete' && performance.now() - this.changedAt >= 100;
  },

  /** Waits until the page is drawn next; soon, when it is not drawn at all. */
  nextFrame(): Promise<void> {
    return new Promise((resolve) => {
      requestAnimationFrame(() => resolve());
      setTimeout(resolve, 50);
    });
  },

  /** Looks until exactly one visible, stable element answers, or the time is over. */
  async look(request: LookRequest): Promise<LookAnswer> {
    const startedAt = performance.now();
    const waitedMs = () => performance.now() - startedAt;
    const filled = document.activeElement;
    const leave = () => {
      if (request.leaveField && filled instanceof HTMLElement) filled.blur();
    };
    // A list of suggestions closes when its field is left: who clicks in it has not left before.
    const isTimeToLeave = (trouble: Trouble | undefined) =>
      request.waitedMs + waitedMs() > (trouble === 'disabled' ? 500 : 4000);
    if (!request.forAct) leave();
    const isDisabled = (element: Element) =>
      element.matches(':disabled') || element.closest('[aria-disabled="true"]') !== null;
    const isMoving = () =>
      document.getAnimations().some(({ playState }) => playState === 'running');
    let before:
      | { element: Element; box: DOMRect; drawn: CSSNumberish | null; at: number }
      | undefined;

    /** The element when it is at rest and may be acted on; else why not. */
    const rest = (
      element: Element,
      rank: number,
    ): { x: number; y: number } | Trouble | { coveredBy: string } => {
      const hasHadTime = request.waitedMs + waitedMs() > 1000;
      // A lower rank counts only once the page has had its chance to show what the higher one names.
      if (rank > 0 && !hasHadTime && !this.isCalm()) return 'missing';
      if (request.forAct && isDisabled(element)) return 'disabled';
      const spot = request.forAct ? this.spotOf(element) : { x: 0, y: 0 };
      const box = this.boxOf(this.standIn(element));
      const old = before;
      const drawn = document.timeline.currentTime;
      // Between two looks a busy page may not have been drawn: then nothing could move.
      const isSameDrawing = old?.drawn === drawn && performance.now() - old.at < 300;
      if (!isSameDrawing) before = { element, box, drawn, at: performance.now() };
      const isStill =
        !isSameDrawing &&
        old?.element === element &&
        [
          old.box.x - box.x,
          old.box.y - box.y,
          old.box.width - box.width,
          old.box.height - box.height,
        ].every((moved) => Math.abs(moved) < 1);
      const isCertain = request.forAct && document.readyState === 'complete' && !isMoving();
      return isStill || isCertain || !request.forAct ? spot : 'moving';
    };

    for (;;) {
      const { tried, ...seen } = this.survey(request);
      const asksPassword = [...document.querySelectorAll('input[type=password]')].some((field) =>
        this.isShown(field),
      );
      const ready = 'element' in seen ? rest(seen.element, seen.rank) : seen.trouble;
      if ('element' in seen && typeof ready === 'object' && 'x' in ready) {
        const id = this.hold(seen.element);
        return { status: 'found', tried, asksPassword, id, rank: seen.rank, ...ready };
      }
      if (isTimeToLeave(typeof ready === 'string' ? ready : undefined)) leave();
      if (waitedMs() >= request.waitMs) {
        const trouble =
          typeof ready === 'string' ? { status: ready } : { status: 'covered' as const, ...ready };
        return { tried, asksPassword, ...trouble };
      }
      await this.nextFrame();
    }
  },
};

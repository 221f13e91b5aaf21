import type { RecorderPort } from './recorder-port.ts';
import { targetOf } from './target.ts';

/** How long a page may take to load more after it was scrolled, in ms. */
const loadMs = 1500;

type Scrolled = { box: Element; height: number; at: number };

/**
 * Records scrolling that made the page load more: without it, what comes later would not be there. A page that is
 * scrolled by its own script is not recorded; the wheel, a finger, a key or the scroll bar of a person is. What grows once
 * something was clicked is that click's doing.
 */
export function recordScrolls(port: RecorderPort): void {
  const { signal } = port;
  let touchedAt = -Infinity;
  let last: Scrolled | undefined;
  const waiting = new Set<() => void>();

  const noteTouch = (event: Event): void => {
    if (event.isTrusted) touchedAt = isOnContent(event) ? -Infinity : event.timeStamp;
    if (event.type !== 'pointerdown') return;
    for (const giveUp of waiting) giveUp();
    last = undefined;
  };
  for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    window.addEventListener(type, noteTouch, { capture: true, passive: true, signal });

  const emit = (box: Element): void => {
    const target = box === document.scrollingElement ? undefined : targetOf(box);
    const [x, y] = [Math.round(box.scrollLeft), Math.round(box.scrollTop)];
    port.emit({ kind: 'scroll', at: Date.now(), ...(target && { target }), x, y });
  };

  const waitForMore = (scrolled: Scrolled): void => {
    const { box, height } = scrolled;
    const seen = new MutationObserver(() => {
      if (box.scrollHeight <= height) return;
      stop();
      emit(box);
    });
    const stop = (): void => {
      seen.disconnect();
      clearTimeout(timer);
      waiting.delete(giveUp);
    };
    const giveUp = (): void => {
      stop();
      port.leaveOut('no-new-content');
    };
    const timer = setTimeout(giveUp, loadMs);
    waiting.add(giveUp);
    seen.observe(box, { childList: true, subtree: true });
    signal.addEventListener('abort', stop, { once: true });
  };

  const onScroll = (event: Event): void => {
    if (event.timeStamp - touchedAt > loadMs) return port.leaveOut('untrusted');
    const box = event.target instanceof Element ? event.target : document.scrollingElement;
    if (!box || port.isPicking()) return port.leaveOut('no-element');
    if (last?.box === box && event.timeStamp - last.at < loadMs) return;
    last = { box, height: box.scrollHeight, at: event.timeStamp };
    waitForMore(last);
  };
  window.addEventListener('scroll', onScroll, { capture: true, passive: true, signal });
}

/** A press that is on no scroll bar. What scrolls after it, the page scrolls, or the browser on its behalf. */
function isOnContent(event: Event): boolean {
  if (!(event instanceof PointerEvent) || event.type !== 'pointerdown') return false;
  const { target, clientX, clientY, offsetX, offsetY } = event;
  if (!(target instanceof HTMLElement)) return true;
  const { clientWidth, clientHeight } = target;
  if (target === document.documentElement) return clientX < clientWidth && clientY < clientHeight;
  return clientWidth === 0 || (offsetX < clientWidth && offsetY < clientHeight);
}

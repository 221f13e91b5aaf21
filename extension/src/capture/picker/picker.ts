import type { CapturedEvent } from '../recorder-port.ts';
import { layOverlay } from './overlay.ts';
import { pickAt } from './pick.ts';
import type { Pick, PickedFor } from './pick.ts';

/** Everything that a click is made of: while picking, none of it reaches the page. */
const kept = [
  'pointerdown',
  'mousedown',
  'pointerup',
  'mouseup',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
] as const;

/** What a person picked; undefined where they gave up. */
export type Picked = (event: CapturedEvent | undefined) => void;

function elementOf(event: Event): Element | undefined {
  const [element] = event.composedPath();
  return element instanceof Element ? element : undefined;
}

/**
 * Lets a person pick one thing in this frame, by pointer, or by Tab and Enter; Escape gives up. Acts of the page itself
 * pick nothing. Returns what ends it.
 */
export function startPicking(tool: PickedFor, picked: Picked): () => void {
  const overlay = layOverlay();
  const ended = new AbortController();
  const { signal } = ended;
  let pick: Pick | undefined;

  const end = (): void => {
    ended.abort();
    overlay.remove();
  };
  const showAt = (element: Element | undefined, alone: boolean): void => {
    if (!element || overlay.owns(element)) return;
    pick = pickAt(tool, element, alone);
    overlay.show(pick.element, pick.words, pick.alike);
  };
  const take = (): void => {
    const event = pick?.event?.();
    if (!event) return;
    end();
    picked(event);
  };
  const keepFromPage = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (!event.isTrusted || !['Enter', 'Escape'].includes(event.key)) return;
    keepFromPage(event);
    if (event.key === 'Enter') return take();
    end();
    picked(undefined);
  };

  const onPointer = (event: MouseEvent): void => {
    keepFromPage(event);
    if (event.type !== 'click' || !event.isTrusted) return;
    showAt(elementOf(event), event.shiftKey);
    take();
  };

  const options = { capture: true, signal };
  for (const type of kept) window.addEventListener(type, onPointer, options);
  window.addEventListener(
    'pointermove',
    (event) => event.isTrusted && showAt(elementOf(event), event.shiftKey),
    options,
  );
  window.addEventListener('focusin', (event) => showAt(elementOf(event), false), options);
  window.addEventListener('keydown', onKey, options);
  return end;
}

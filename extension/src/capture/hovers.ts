import { chainOf, isInteractive, meantBy } from './interactive.ts';
import { listen } from './recorder-port.ts';
import type { RecorderPort } from './recorder-port.ts';
import { targetOf } from './target.ts';

const opener = 'li,[aria-haspopup],[role=menuitem],nav *,[class*=menu i],[class*=dropdown i]';

/** What floats over the page, such as an open menu. */
function isFloating(element: Element): boolean {
  const { position } = getComputedStyle(element);
  return position === 'absolute' || position === 'fixed';
}

/** The thing that was pointed at so that a floating box opened: a control beside the box, inside what is pointed at now. */
function openerOf(box: Element): Element | undefined {
  const around = box.parentElement;
  if (!around?.matches(opener) || !around.matches(':hover')) return undefined;
  const control = [...around.querySelectorAll('*')].find(
    (each) => !box.contains(each) && isInteractive(each) && each.checkVisibility(),
  );
  return control ?? (isInteractive(around) ? around : undefined);
}

/**
 * Records pointing at something that opens a menu, when a person then clicks in that menu and had clicked nothing to
 * open it. Must listen before the clicks are recorded, so that the order is right.
 */
export function recordHovers(port: RecorderPort): void {
  let lastPressed: Element | undefined;

  listen(port, 'pointerdown', (_event, element) => {
    const box = [...chainOf(element)].find(isFloating);
    const open = box && openerOf(box);
    const wasPressed = open && lastPressed && meantBy(lastPressed) === open;
    lastPressed = element;
    if (!open || wasPressed || open.contains(element)) return port.leaveOut('shows-nothing');
    port.emit({ kind: 'hover', at: Date.now(), target: targetOf(open) });
  });
}

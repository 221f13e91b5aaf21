import type { Modifier } from '@mayfly/shared/event/recorded-event.ts';
import type { Target } from '@mayfly/shared/base/target.ts';
import { canBeSeen, tickBox } from './field.ts';
import type { IgnoredReason } from './ignored.ts';
import { meantBy } from './interactive.ts';
import { listen } from './recorder-port.ts';
import type { RecorderPort } from './recorder-port.ts';
import { targetOf } from './target.ts';
import { unseenAt } from './unseen.ts';

const buttons = ['left', 'middle', 'right'] as const;

/** How long after Enter a click without a pointer is still the form's doing, in ms. */
const enterMs = 100;

/** The keys held down during an event. */
export function modifiersOf(event: MouseEvent | KeyboardEvent): Modifier[] {
  const held: [boolean, Modifier][] = [
    [event.altKey, 'Alt'],
    [event.ctrlKey, 'Control'],
    [event.metaKey, 'Meta'],
    [event.shiftKey, 'Shift'],
  ];
  return held.flatMap(([isHeld, modifier]) => (isHeld ? [modifier] : []));
}

function labelAround(element: Element): HTMLLabelElement | undefined {
  const label = element.closest('label');
  const { control } = label ?? {};
  return label && control && control !== element && !control.contains(element) ? label : undefined;
}

/** Why a click on this element is recorded otherwise; undefined where it is a click and nothing else. */
function otherwise(element: Element): IgnoredReason | undefined {
  if (element.matches('select,option,optgroup')) return 'recorded-as-choice';
  const box = tickBox(element);
  if (box) return canBeSeen(box) ? 'recorded-as-check' : 'recorded-as-click';
  const label = labelAround(element);
  if (!label || meantBy(element) !== element) return undefined;
  const forwarded = tickBox(label.control as Element);
  return forwarded && !canBeSeen(forwarded) ? undefined : 'forwarded-by-label';
}

/** Records clicks with any button. A double click is two, the second with a count of 2. */
export function recordClicks(port: RecorderPort): void {
  /** What was pressed, as it was before the page's own listeners could change or remove it. */
  let pressed: { element: Element; target: Target } | undefined;
  let enterAt = -Infinity;

  const targetFor = (element: Element): Target => {
    const before = pressed;
    pressed = undefined;
    const isPressed = before && (before.element === element || !before.element.isConnected);
    return isPressed ? before.target : targetOf(meantBy(element));
  };

  const onClick = (event: MouseEvent, element: Element): void => {
    const byKeyboard = event.detail === 0;
    if (byKeyboard && event.timeStamp - enterAt < enterMs) return port.leaveOut('caused-by-enter');
    const reason = otherwise(element);
    if (reason) return port.leaveOut(reason);
    const unseen = unseenAt(element);
    if (unseen) {
      port.noteUnseen(unseen);
      return port.leaveOut('unseen');
    }
    port.emit({
      kind: 'click',
      at: Date.now(),
      target: targetFor(element),
      button: buttons[event.button] ?? 'left',
      count: Math.max(1, event.detail),
      modifiers: modifiersOf(event),
    });
  };

  listen(port, 'pointerdown', (_event, element) => {
    pressed = otherwise(element) ? undefined : { element, target: targetOf(meantBy(element)) };
  });
  listen(port, 'keydown', (event, element) => {
    if (event.key === 'Enter' && element instanceof HTMLInputElement) enterAt = event.timeStamp;
  });
  listen(port, 'click', onClick);
  listen(port, 'auxclick', onClick);
}

import type { Modifier } from '@mayfly/shared/event/recorded-event.ts';
import type { Target } from '@mayfly/shared/base/target.ts';
import { actTarget } from './field-target.ts';
import { canBeSeen, tickBox } from './field.ts';
import type { IgnoredReason } from './ignored.ts';
import { chainOf, isInteractive } from './interactive.ts';
import { listen } from './recorder-port.ts';
import type { RecorderPort } from './recorder-port.ts';
import { unseenAt } from './unseen.ts';

const buttons = ['left', 'middle', 'right'] as const;

/** How long after a key or a release a click is still its doing, in ms. */
const causedMs = 100;

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
  const hit = [...chainOf(element)].find((each) => each === label || isInteractive(each));
  if (!label || hit !== label) return undefined;
  const forwarded = tickBox(label.control as Element);
  return forwarded && !canBeSeen(forwarded) ? undefined : 'forwarded-by-label';
}

/** Records clicks with any button. A double click is two, the second with a count of 2. */
export function recordClicks(port: RecorderPort): void {
  /** What was pressed, as it was before the page's own listeners could change or remove it. */
  let pressed: { element: Element; target: Target } | undefined;
  let releasedAt = -Infinity;
  let enterAt = -Infinity;

  const targetFor = (element: Element): Target => {
    const before = pressed;
    pressed = undefined;
    return before?.element === element ? before.target : actTarget(element);
  };

  const emit = (event: MouseEvent, target: Target): void =>
    port.emit({
      kind: 'click',
      at: Date.now(),
      target,
      button: buttons[event.button] ?? 'left',
      count: Math.max(1, event.detail),
      modifiers: modifiersOf(event),
    });

  const onClick = (event: MouseEvent, element: Element): void => {
    const byKeyboard = event.detail === 0;
    if (byKeyboard && event.timeStamp - enterAt < causedMs) return port.leaveOut('caused-by-enter');
    if (event.timeStamp - releasedAt < causedMs) return port.leaveOut('told-at-release');
    const reason = otherwise(element);
    if (reason) return port.leaveOut(reason);
    const unseen = unseenAt(element);
    if (!unseen) return emit(event, targetFor(element));
    port.noteUnseen(unseen);
    port.leaveOut('unseen');
  };

  /** Where the page took the thing away while it was pressed, Chrome tells of no click on it. */
  const onRelease = (event: PointerEvent): void => {
    if (!pressed || pressed.element.isConnected) return;
    releasedAt = event.timeStamp;
    emit(event, pressed.target);
    pressed = undefined;
  };

  listen(port, 'pointerdown', (_event, element) => {
    pressed = otherwise(element) ? undefined : { element, target: actTarget(element) };
  });
  listen(port, 'keydown', (event, element) => {
    if (event.key === 'Enter' && element instanceof HTMLInputElement) enterAt = event.timeStamp;
  });
  listen(port, 'pointerup', onRelease);
  listen(port, 'click', onClick);
  listen(port, 'auxclick', onClick);
}

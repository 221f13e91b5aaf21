import type { RecordedEvent } from '@mayfly/shared/event/recorded-event.ts';
import type { IgnoredReason } from './ignored.ts';

type Without<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never;

/** An event as a frame knows it: it cannot tell its tab, the tab's address, or what was sent. */
export type CapturedEvent = Without<RecordedEvent, 'url' | 'tab' | 'sends'>;

/** Where an act fell that cannot be recorded: something is there that no extension can see into. */
export type Unseen = 'closed-frame' | 'closed-shadow' | 'file';

/** What the listeners of a frame need of the recorder. */
export type RecorderPort = {
  emit: (event: CapturedEvent) => void;
  /** Says that an act was seen and cannot be part of the recording. */
  noteUnseen: (what: Unseen) => void;
  /** Says why an event is left out. */
  leaveOut: (reason: IgnoredReason) => void;
  /** Whether acts are for a tool of Mayfly's just now, and not for the recording. */
  isPicking: () => boolean;
  /** Ends every listener. */
  signal: AbortSignal;
};

/**
 * Listens to what a person does, before the page's own listeners. What the page does by itself is left out, and so is
 * what a person does while picking.
 */
export function listen<Type extends keyof WindowEventMap>(
  port: RecorderPort,
  type: Type,
  heard: (event: WindowEventMap[Type], element: Element) => void,
): void {
  const onEvent = (event: WindowEventMap[Type]): void => {
    if (!event.isTrusted) return port.leaveOut('untrusted');
    if (port.isPicking()) return port.leaveOut('picking');
    const [element] = event.composedPath();
    if (!(element instanceof Element)) return port.leaveOut('no-element');
    heard(event, element);
  };
  window.addEventListener(type, onEvent, { capture: true, signal: port.signal });
}

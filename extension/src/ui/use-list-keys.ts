import type { KeyboardEvent } from 'react';
import { useSingleKeys } from './single-keys.ts';

/** What a list does with keys besides moving; `item` is the id of the focused row (`data-item`). */
export type ListKeys = Readonly<Record<string, (item: string) => void>>;

/**
 * Keys of a list: ↑ and ↓ (also Home, End) move between the elements marked `data-arrow-stop`, whatever the focus stands
 * on inside their row (`data-item`); keys of one letter in `keys` act on the row that has the focus. Returns the handler
 * for the list.
 */
export function useListKeys(keys: ListKeys = {}): (event: KeyboardEvent<HTMLElement>) => void {
  const singleKeys = useSingleKeys();
  return (event) => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = neighbour(event.currentTarget, event.target, event.key);
    if (target) {
      event.preventDefault();
      target.focus();
      return;
    }
    const act = keys[event.key.toLowerCase()];
    if (!act || !singleKeys) return;
    event.preventDefault();
    act(rowOf(event.target)?.dataset['item'] ?? '');
  };
}

function neighbour(list: HTMLElement, from: EventTarget, key: string): HTMLElement | undefined {
  const stops = [...list.querySelectorAll<HTMLElement>('[data-arrow-stop]')];
  if (key === 'Home') return stops[0];
  if (key === 'End') return stops.at(-1);
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step === undefined) return undefined;
  const here = stops.findIndex((stop) => stop === from || (rowOf(from)?.contains(stop) ?? false));
  return stops[here + step] ?? undefined;
}

function rowOf(target: EventTarget): HTMLElement | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest<HTMLElement>('[data-item]') ?? undefined;
}

function isTyping(target: EventTarget): boolean {
  return target instanceof Element && target.matches('input:not([type=radio]), select, textarea');
}

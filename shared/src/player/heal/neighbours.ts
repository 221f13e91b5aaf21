import type { ElementFacts } from './evidence.ts';

type Side = 'left' | 'right' | 'above' | 'below';

/** How far away a neighbour may be, in CSS pixels: as the recorder has it. */
const farthest = 300;

/** The nearest text on each side of an element, of those of `others`. */
export function neighboursOf(
  own: ElementFacts,
  others: readonly ElementFacts[],
): Partial<Record<Side, string>> {
  const nearest: Partial<Record<Side, { readonly far: number; readonly text: string }>> = {};
  for (const other of others) {
    const { text } = other;
    if (!text || other === own || isInside(own, other) || isInside(other, own)) continue;
    const found = sideOf(own, other);
    if (!found || found.far > farthest) continue;
    if (found.far < (nearest[found.side]?.far ?? Infinity))
      nearest[found.side] = { far: found.far, text: text.slice(0, 80) };
  }
  return Object.fromEntries(Object.entries(nearest).map(([side, { text }]) => [side, text]));
}

function isInside(inner: ElementFacts, outer: ElementFacts): boolean {
  return inner.path.startsWith(`${outer.path}/`);
}

function sideOf(
  { box: own }: ElementFacts,
  { box }: ElementFacts,
): { side: Side; far: number } | undefined {
  const isOnLine = box.y < own.y + own.height && own.y < box.y + box.height;
  const isInColumn = box.x < own.x + own.width && own.x < box.x + box.width;
  const gaps: readonly (readonly [Side, boolean, number])[] = [
    ['left', isOnLine, own.x - box.x - box.width],
    ['right', isOnLine, box.x - own.x - own.width],
    ['above', isInColumn, own.y - box.y - box.height],
    ['below', isInColumn, box.y - own.y - own.height],
  ];
  const found = gaps.find(([, isBeside, gap]) => isBeside && gap >= -1);
  return found && { side: found[0], far: found[2] };
}

import type { Box, Fingerprint } from '@mayfly/shared/base/fingerprint.ts';
import { isEditable } from './field.ts';
import { boxOf } from './sketch.ts';
import { visibleText } from './name.ts';

type Side = 'left' | 'right' | 'above' | 'below';
type Neighbours = NonNullable<Fingerprint['neighbours']>;

/** How far away a neighbour may be, in CSS pixels. */
const farthest = 300;

function sideOf(own: Box, box: Box): { side: Side; far: number } | undefined {
  const sameLine = box.y < own.y + own.height && own.y < box.y + box.height;
  const sameColumn = box.x < own.x + own.width && own.x < box.x + box.width;
  if (sameLine && box.x + box.width <= own.x + 1)
    return { side: 'left', far: own.x - box.x - box.width };
  if (sameLine && box.x >= own.x + own.width - 1)
    return { side: 'right', far: box.x - own.x - own.width };
  if (sameColumn && box.y + box.height <= own.y + 1)
    return { side: 'above', far: own.y - box.y - box.height };
  if (sameColumn && box.y >= own.y + own.height - 1)
    return { side: 'below', far: box.y - own.y - own.height };
  return undefined;
}

/** The nearest text on each side of an element, of those `others` that are around it. */
export function neighboursOf(element: Element, others: readonly Element[]): Neighbours {
  const nearest: Neighbours = {};
  const distances: Partial<Record<Side, number>> = {};
  const own = boxOf(element);
  for (const other of others) {
    if (other.contains(element) || element.contains(other) || isEditable(other)) continue;
    const found = sideOf(own, boxOf(other));
    const text = found && found.far <= farthest ? visibleText(other, 80) : '';
    if (!found || !text || found.far >= (distances[found.side] ?? Infinity)) continue;
    distances[found.side] = found.far;
    nearest[found.side] = text;
  }
  return nearest;
}

import type { Box, Fingerprint } from '@mayfly/shared/base/fingerprint.ts';
import type { Near } from './sketch.ts';

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

/** The nearest text on each side of an element with the box `own`, of those `others` that are around it. */
export function neighboursOf(element: Element, own: Box, others: readonly Near[]): Neighbours {
  const nearest: Neighbours = {};
  const distances: Partial<Record<Side, number>> = {};
  for (const { element: other, sketch } of others) {
    if (!sketch.text || other.contains(element) || element.contains(other)) continue;
    const found = sideOf(own, sketch.box);
    if (!found || found.far > Math.min(farthest, distances[found.side] ?? Infinity)) continue;
    if (found.far === distances[found.side]) continue;
    distances[found.side] = found.far;
    nearest[found.side] = sketch.text;
  }
  return nearest;
}

import { z } from 'zod';
import { say, strong } from '../base/sentence.ts';
import { isSameTarget, targetSchema } from '../base/target.ts';
import { defineStep } from './define-step.ts';
import { targetOf } from './target-of.ts';

const place = z.number().nonnegative();

/** Scrolls the page, or something on it, to a place, so that what loads late does load. */
export const scroll = defineStep({
  type: 'scroll',
  title: 'Scroll',
  effect: 'read',
  fields: {
    target: targetSchema.optional().meta({ label: 'Inside', control: 'target' }),
    x: place.meta({ label: 'From the left, in pixels', control: 'number' }),
    y: place.meta({ label: 'From the top, in pixels', control: 'number' }),
  },
  example: { x: 0, y: 1200 },
  fromEvent: (event) =>
    event.kind === 'scroll'
      ? { ...(event.target && { target: event.target }), x: event.x, y: event.y }
      : undefined,
  absorbs: (previous, values) => {
    if (previous.type !== 'scroll') return undefined;
    const before = targetOf(previous);
    const isSame = before ? isSameTarget(before, values.target) : !values.target;
    return isSame ? values : undefined;
  },
  sentence: ({ target, y }) =>
    target ? say`Scroll in ${strong(target.name)} to ${y} px` : say`Scroll to ${y} px`,
  async execute({ target, x, y }, { find, page }) {
    if (target) return (await find(target, 'read')).scrollTo(x, y);
    return page.evaluate((left, top) => scrollTo({ left, top, behavior: 'instant' }), x, y);
  },
});

import { bareAddress } from '../base/address.ts';
import { randomId16 } from '../base/ids.ts';
import type { Send } from '../base/send.ts';
import type { EventOf, RecordedEvent } from '../event/recorded-event.ts';
import { definitions, stepSchema } from './index.ts';
import type { Definition, Step } from './index.ts';

/**
 * The steps that `events` stand for, in order. An event that no step claims is left out: what a page did by itself follows
 * from the steps before it. `newId` gives each step its id, and is told the event that the step begins with.
 */
export function toSteps(
  events: readonly RecordedEvent[],
  newId: (event: RecordedEvent) => string = randomId16,
): readonly Step[] {
  const steps: Step[] = [];
  for (const event of withBeginning(withTabs(events))) {
    const claimed = claim(event);
    if (!claimed) continue;
    const step = complete(claimed, event, newId(event));
    const previous = steps.at(-1);
    const folded = previous && fold(previous, step, claimed.definition);
    if (folded) steps[steps.length - 1] = folded;
    else steps.push(step);
  }
  return steps;
}

type Claimed = { readonly definition: Definition; readonly values: object };

function claim(event: RecordedEvent): Claimed | undefined {
  for (const definition of definitions) {
    const values = definition.fromEvent(event);
    if (values) return { definition, values };
  }
  return undefined;
}

function complete({ definition, values }: Claimed, event: RecordedEvent, id: string): Step {
  const page = bareAddress(event.url);
  const { sends } = event;
  return stepSchema.parse({
    type: definition.type,
    ...values,
    id,
    page,
    ...(sends?.length && { sends }),
  });
}

function fold(previous: Step, step: Step, { absorbs }: Definition): Step | undefined {
  const values = absorbs?.(previous, step);
  if (!values) return undefined;
  const sends = unique([...(previous.sends ?? []), ...(step.sends ?? [])]);
  return stepSchema.parse({
    ...values,
    id: previous.id,
    page: previous.page,
    ...(sends.length > 0 && { sends }),
  });
}

function unique(sends: readonly Send[]): readonly Send[] {
  return [...new Map(sends.map((send) => [JSON.stringify(send), send])).values()];
}

/** A recording may begin on a page that is open already: the steps begin by going there. */
function withBeginning(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const [first] = events;
  if (!first || (first.kind === 'navigate' && first.by === 'person')) return events;
  const { at, url, tab } = first;
  const start: EventOf<'navigate'> = { kind: 'navigate', at, url, tab, to: url, by: 'person' };
  return [start, ...events];
}

/** Says where the person turned to another tab without a word of the browser. */
function withTabs(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  let current = events[0]?.tab ?? 0;
  return events.flatMap((event): readonly RecordedEvent[] => {
    const { at, url, tab } = event;
    if (event.kind === 'tab' || tab === current) {
      if (event.kind !== 'tab' || event.act !== 'close') current = tab;
      return [event];
    }
    current = tab;
    return [{ kind: 'tab', at, url, tab, act: 'switch', by: 'person' }, event];
  });
}

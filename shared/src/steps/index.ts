import { z } from 'zod';
import type { Sentence } from '../base/sentence.ts';
import type { RecordedEvent } from '../event/recorded-event.ts';
import type { AnyValues, Effect, StepOf } from './define-step.ts';
import type { Fields } from './field.ts';
import type { StepContext } from './step-context.ts';
import { back } from './back.ts';
import { check } from './check.ts';
import { click } from './click.ts';
import { closeTab } from './close-tab.ts';
import { fill } from './fill.ts';
import { getData } from './get-data.ts';
import { getTable } from './get-table.ts';
import { goTo } from './go-to.ts';
import { hover } from './hover.ts';
import { openTab } from './open-tab.ts';
import { picture } from './picture.ts';
import { press } from './press.ts';
import { scroll } from './scroll.ts';
import { select } from './select.ts';
import { switchTab } from './switch-tab.ts';
import { tick } from './tick.ts';
import { wait } from './wait.ts';

/** Every kind of step, in the order in which the editor offers them. */
const list = [
  goTo,
  click,
  fill,
  select,
  tick,
  press,
  hover,
  scroll,
  wait,
  getData,
  getTable,
  picture,
  check,
  back,
  openTab,
  switchTab,
  closeTab,
] as const;

/** A step as it is kept: its type, its fields, and what every step has. */
export type Step = StepOf<(typeof list)[number]>;
/** The kinds of step. */
export type StepType = Step['type'];

/** Any step, strictly. */
export const stepSchema = z.discriminatedUnion('type', [
  list[0].schema,
  ...list.slice(1).map(({ schema }) => schema),
]) as unknown as z.ZodType<Step>;

/** A definition whose step is not known more closely. It trusts that the step it is given is its own. */
export interface Definition {
  readonly type: StepType;
  readonly title: string;
  readonly effect: Effect;
  readonly fields: Fields;
  readonly example: object;
  readonly schema: z.ZodType;
  fromEvent(event: RecordedEvent): object | undefined;
  absorbs?(previous: AnyValues, values: object): object | undefined;
  sentence(step: Step): Sentence;
  execute(step: Step, context: StepContext): Promise<void>;
}

/** Every definition, in the order in which the editor offers them. */
export const definitions: readonly Definition[] = list as unknown as readonly Definition[];

const byType: ReadonlyMap<string, Definition> = new Map(
  definitions.map((definition) => [definition.type, definition]),
);

/** What a step is. Throws a TypeError for a type that no schema lets pass. */
export function definitionOf(step: { readonly type: string }): Definition {
  const definition = byType.get(step.type);
  if (!definition) throw new TypeError(`No step is called ${step.type}`);
  return definition;
}

/** What a step does, for a person. Holds no secret. */
export function sentenceOf(step: Step): Sentence {
  return definitionOf(step).sentence(step);
}

import type { Sentence } from '../base/sentence.ts';
import { metaOf } from '../steps/field.ts';
import { definitionOf, sentenceOf } from '../steps/index.ts';
import type { Step } from '../steps/index.ts';
import type { Asked, Automation } from './automation.ts';

/** One step that differs. `at` counts from 0: in the newer automation, or for a removed step in the older. */
export type StepChange =
  | {
      readonly kind: 'added' | 'removed' | 'moved';
      readonly at: number;
      readonly sentence: Sentence;
    }
  | {
      readonly kind: 'changed';
      readonly at: number;
      readonly sentence: Sentence;
      readonly before: Sentence;
      /** Labels of the fields that differ. */
      readonly fields: readonly string[];
    };

/** What came and what went of a list of names. */
export type Came = { readonly added: readonly string[]; readonly removed: readonly string[] };

/** What differs between two versions, for a person who agreed to the older one. */
export type Difference = {
  readonly steps: readonly StepChange[];
  readonly origins: Came;
  readonly inputs: Came;
  readonly secrets: Came;
  /** Names of settings that differ; `name` and `signIn` among them. */
  readonly settings: readonly string[];
};

/** What `newer` does that `older` did not, and the other way round. */
export function diffAutomations(older: Automation, newer: Automation): Difference {
  return {
    steps: stepChanges(older.steps, newer.steps),
    origins: came(older.origins, newer.origins),
    inputs: came(namesOf(older.inputs), namesOf(newer.inputs)),
    secrets: came(namesOf(older.secrets), namesOf(newer.secrets)),
    settings: [
      ...differing(older.settings, newer.settings),
      ...differing(
        { name: older.name, signIn: older.signIn },
        { name: newer.name, signIn: newer.signIn },
      ),
    ],
  };
}

/** Whether nothing that a run does differs. */
export function isSame({ steps, origins, inputs, secrets, settings }: Difference): boolean {
  const lists = [origins, inputs, secrets].flatMap(({ added, removed }) => [added, removed]);
  return [steps, settings, ...lists].every(({ length }) => length === 0);
}

function stepChanges(older: readonly Step[], newer: readonly Step[]): readonly StepChange[] {
  const before = new Map(older.map((step) => [step.id, step]));
  const after = new Set(newer.map(({ id }) => id));
  const stayed = inOrder(
    older.filter(({ id }) => after.has(id)).map(({ id }) => id),
    newer.filter(({ id }) => before.has(id)).map(({ id }) => id),
  );
  const removed = older.flatMap((step, at): readonly StepChange[] =>
    after.has(step.id) ? [] : [{ kind: 'removed', at, sentence: sentenceOf(step) }],
  );
  const others = newer.flatMap((step, at) => changesOf(before.get(step.id), step, at, stayed));
  return [...removed, ...others];
}

function changesOf(
  older: Step | undefined,
  step: Step,
  at: number,
  stayed: ReadonlySet<string>,
): readonly StepChange[] {
  const sentence = sentenceOf(step);
  if (!older) return [{ kind: 'added', at, sentence }];
  const moved: readonly StepChange[] = stayed.has(step.id) ? [] : [{ kind: 'moved', at, sentence }];
  const fields = older.type === step.type ? changedFields(older, step) : ['Kind of step'];
  if (fields.length === 0) return moved;
  return [...moved, { kind: 'changed', at, sentence, before: sentenceOf(older), fields }];
}

function changedFields(older: Step, newer: Step): readonly string[] {
  const { fields } = definitionOf(newer);
  return differing(older, newer).map((name) => {
    const field = fields[name];
    return field ? metaOf(field).label : (commonLabels[name] ?? name);
  });
}

const commonLabels: Readonly<Record<string, string>> = {
  sends: 'What it sends',
  page: 'Page',
  onError: 'When it fails',
  timeoutMs: 'Longest time',
};

function differing(older: object, newer: object): readonly string[] {
  const [before, after] = [older, newer] as Record<string, unknown>[];
  const names = new Set([...Object.keys(older), ...Object.keys(newer)]);
  return [...names].filter((name) => canonical(before?.[name]) !== canonical(after?.[name]));
}

/** The JSON of a value, its keys sorted, so that their order makes no difference. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? ''
  );
}

function came(older: readonly string[], newer: readonly string[]): Came {
  return {
    added: newer.filter((name) => !older.includes(name)),
    removed: older.filter((name) => !newer.includes(name)),
  };
}

function namesOf(asked: readonly Asked[]): readonly string[] {
  return asked.map(({ name }) => name);
}

/** The longest part of both orders that is the same: what is not in it was moved. */
function inOrder(older: readonly string[], newer: readonly string[]): ReadonlySet<string> {
  const place = new Map(older.map((id, at) => [id, at]));
  const best: { readonly ids: readonly string[]; readonly last: number }[] = [];
  for (const id of newer) {
    const last = place.get(id) ?? -1;
    const before = best
      .filter((run) => run.last < last)
      .reduce<readonly string[]>((most, { ids }) => (ids.length > most.length ? ids : most), []);
    best.push({ ids: [...before, id], last });
  }
  const longest = best.toSorted((a, b) => a.ids.length - b.ids.length).at(-1);
  return new Set(longest?.ids);
}

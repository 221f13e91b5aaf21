import type { RecordedEvent } from '@mayfly/shared/event/recorded-event.ts';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../store/recording.ts';
import { plain } from '../ui/sentence.ts';
import { recordedRows } from './recorded-rows.ts';

const seen = { at: 1, url: 'https://shop.example/', tab: 0 };
const field = { name: 'Search', selectors: ['#q'] };
const button = { name: 'Go', selectors: ['#go'] };

const goTo: RecordedEvent = { kind: 'navigate', ...seen, to: seen.url, by: 'person' };
const clickOn = (target: typeof field, tab = 0): RecordedEvent => ({
  kind: 'click',
  ...seen,
  tab,
  target,
  button: 'left',
  count: 1,
  modifiers: [],
});
const type: RecordedEvent = { kind: 'input', ...seen, target: field, value: 'mayfly' };
const byPage: RecordedEvent = {
  kind: 'navigate',
  ...seen,
  to: 'https://shop.example/2',
  by: 'page',
};

function rowsOf(...all: (RecordedEvent | Entry)[]) {
  const entries = all.map((each): Entry =>
    each.kind === 'event' || each.kind === 'unseen' ? each : { kind: 'event', event: each },
  );
  return recordedRows([...entries.keys()], new Map(entries.entries())).map(({ step, keys }) => ({
    id: step.id,
    said: plain(step.sentence),
    keys,
  }));
}

describe('rows of a recording', () => {
  test('an act that folds into the one before keeps that row, and both entries go with it', () => {
    const before = rowsOf(goTo, clickOn(field));
    const after = rowsOf(goTo, clickOn(field), type);
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[1]).toEqual({ id: 'entry-1', said: 'Enter “mayfly” in Search', keys: [1, 2] });
  });

  test('what the page does by itself is no row, and goes with the act that caused it', () => {
    expect(rowsOf(goTo, clickOn(button), byPage, clickOn(field)).map(({ keys }) => keys)).toEqual([
      [0],
      [1, 2],
      [3],
    ]);
  });

  test('a step that is made up between two acts has a row of its own', () => {
    const rows = rowsOf(goTo, clickOn(button, 1));
    expect(rows.map(({ said }) => said)).toEqual([
      'Go to shop.example',
      'Turn to tab 2',
      'Click Go',
    ]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
  });

  test('what could not be seen stands where it happened', () => {
    const unseen: Entry = { kind: 'unseen', what: 'closed-frame', ...seen };
    expect(rowsOf(goTo, unseen, clickOn(button)).map(({ id }) => id)).toEqual([
      'entry-0',
      'entry-1',
      'entry-2',
    ]);
  });
});

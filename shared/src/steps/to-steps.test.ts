import { describe, expect, it } from 'vitest';
import { plainSentence } from '../base/sentence.ts';
import type { RecordedEvent } from '../event/recorded-event.ts';
import { sentenceOf } from './index.ts';
import { toSteps } from './to-steps.ts';

const target = (name: string) => ({ name, selectors: [`#${name}`] });
const seen = { at: 1, url: 'https://shop.example/list?token=abc', tab: 0 };
const start: RecordedEvent = { kind: 'navigate', ...seen, to: seen.url, by: 'person' };
const clickOn = (name: string, more: Partial<RecordedEvent> = {}) =>
  ({
    kind: 'click',
    ...seen,
    target: target(name),
    button: 'left',
    count: 1,
    modifiers: [],
    ...more,
  }) as RecordedEvent;
const input = (name: string, value: string): RecordedEvent => ({
  kind: 'input',
  ...seen,
  target: target(name),
  value,
});

const told = (events: readonly RecordedEvent[]) =>
  toSteps(events).map((step) => plainSentence(sentenceOf(step)));

describe('events become steps', () => {
  it('keystrokes and the click that gave focus fold into one entry', () => {
    expect(told([start, clickOn('q'), input('q', 'h'), input('q', 'hi')])).toEqual([
      'Go to shop.example/list',
      'Enter “hi” in q',
    ]);
  });

  it('two fields stay two entries', () => {
    expect(told([start, input('a', '1'), input('b', '2'), input('a', '3')])).toHaveLength(4);
  });

  it('a double click is one step', () => {
    expect(told([start, clickOn('row'), clickOn('row', { count: 2 })])).toEqual([
      'Go to shop.example/list',
      'Double-click row',
    ]);
  });

  it('a click on a box is how it was ticked', () => {
    const check: RecordedEvent = { kind: 'check', ...seen, target: target('open'), checked: true };
    expect(told([start, clickOn('open'), check])).toEqual(['Go to shop.example/list', 'Tick open']);
  });

  it('where a page went by itself is no step', () => {
    const led: RecordedEvent = {
      kind: 'navigate',
      ...seen,
      to: 'https://shop.example/x',
      by: 'page',
    };
    expect(told([start, clickOn('next'), led])).toEqual(['Go to shop.example/list', 'Click next']);
  });

  it('a recording that begins on an open page begins by going there', () => {
    expect(told([clickOn('next')])).toEqual(['Go to shop.example/list', 'Click next']);
  });

  it('another tab is turned to before something is done in it', () => {
    const opened: RecordedEvent = { kind: 'tab', ...seen, tab: 1, act: 'open', by: 'page' };
    expect(
      told([start, clickOn('pdf'), opened, clickOn('ok', { tab: 1 }), clickOn('next')]),
    ).toEqual([
      'Go to shop.example/list',
      'Click pdf',
      'Turn to tab 2',
      'Click ok',
      'Turn to tab 1',
      'Click next',
    ]);
  });

  it('what was sent stays with the folded step, and the page without its query', () => {
    const send = { origin: 'https://shop.example', method: 'POST' as const, path: '/save' };
    const steps = toSteps([
      start,
      clickOn('open', { sends: [send] }),
      { kind: 'check', ...seen, target: target('open'), checked: true, sends: [send] },
    ]);
    expect(steps[1]).toMatchObject({ sends: [send], page: 'https://shop.example/list' });
  });

  it('every step has an id of its own', () => {
    const steps = toSteps([start, clickOn('a'), clickOn('b')]);
    expect(new Set(steps.map(({ id }) => id)).size).toBe(3);
  });
});

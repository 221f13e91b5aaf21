import { describe, expect, test } from 'vitest';
import { changesOf, doubtfulStep } from './changes-of.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';

const send = { origin: 'https://a.example', method: 'POST' as const, path: '/approve' };
const steps: Step[] = [
  { type: 'go-to', id: 'a', url: 'https://a.example/' },
  {
    type: 'click',
    id: 'b',
    target: { name: 'Approve', selectors: ['b'] },
    how: 'single',
    sends: [send],
  },
  { type: 'wait', id: 'c', until: 'time', durationMs: 1 },
];
const outcome = (id: string, status: string, sends = false) => ({ id, status, sends });
const run = (status: string, outcomes: object[], more: object = {}) =>
  ({ label: { status }, ran: { automation: { steps } }, outcomes, ...more }) as never;

describe('the changes of a run', () => {
  test('are none while none may have been made, so that stopping asks nothing', () => {
    expect(changesOf(run('running', [outcome('a', 'succeeded')]), false)).toBeUndefined();
  });
  test('count from the mark on, though the step that makes them was not told yet', () => {
    const marked = run('running', [outcome('a', 'succeeded')], { said: { mark: {} } });
    expect(changesOf(marked, false)).toEqual({ confirmed: 0, of: 1 });
  });
  test('are confirmed when their step was told', () => {
    const told = [outcome('a', 'succeeded'), outcome('b', 'succeeded', true)];
    expect(changesOf(run('running', told), false)).toEqual({ confirmed: 1, of: 1 });
  });
  test('are none where the step that sends, such as signing in, was skipped', () => {
    const all = [outcome('a', 'succeeded'), outcome('b', 'skipped', true)];
    const proved = { report: {} };
    expect(changesOf(run('succeeded', all, { proved }), false)).toEqual({ confirmed: 0, of: 0 });
  });
  test('are not known after an end without a report', () => {
    expect(changesOf(run('outcome-unknown', [outcome('b', 'succeeded', true)]), false)).toBe(
      undefined,
    );
  });
});

describe('the step to ask about after contact was lost', () => {
  test('is the one under way, where it changes things', () => {
    expect(doubtfulStep(steps, 1)).toBe(1);
  });
  test('is the last that changed things, where one was under way that does not', () => {
    expect(doubtfulStep(steps, 2)).toBe(1);
  });
  test('is the one under way, where none is known to change things', () => {
    expect(doubtfulStep(steps.toSpliced(1, 1), 1)).toBe(1);
  });
});

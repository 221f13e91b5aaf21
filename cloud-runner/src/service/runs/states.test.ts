import { describe, expect, it } from 'vitest';
import { isEnd, runStatuses } from '@mayfly/shared/api/run-state.ts';
import { happenings, nextStatus, transitions } from './states.ts';

const ends = runStatuses.filter(isEnd);
const told = happenings.filter((each) => ends.some((end) => end === each));

describe('the states of a run', () => {
  it('an end changes no more, except that a person settles an unknown outcome', () => {
    const moves = ends.flatMap((status) => Object.entries(transitions[status]));
    expect(moves).toEqual([
      ['settled-done', 'succeeded'],
      ['settled-not-done', 'failed'],
    ]);
  });

  it('the first end state wins', () => {
    for (const first of ends.filter((status) => status !== 'outcome-unknown')) {
      for (const second of happenings) expect(nextStatus(first, second)).toBeUndefined();
    }
  });

  it('only a run in the queue is given a pod', () => {
    const given = runStatuses.filter((status) => nextStatus(status, 'assigned'));
    expect(given).toEqual(['queued']);
  });

  it('what the broker tells counts in every state before an end', () => {
    for (const status of ['queued', 'starting', 'running'] as const) {
      for (const end of told) expect(nextStatus(status, end)).toBe(end);
    }
  });

  it('a pod that is lost after a write never brings its run back to the queue', () => {
    for (const status of ['queued', 'starting', 'running'] as const) {
      expect(nextStatus(status, 'lost-after-write') ?? 'outcome-unknown').toBe('outcome-unknown');
    }
  });

  it('every state can be reached, and every happening does something', () => {
    const moves = Object.values(transitions).flatMap((each) => Object.entries(each));
    const reached = new Set(['queued', ...moves.map(([, status]) => status)]);
    expect([...reached].toSorted()).toEqual([...runStatuses].toSorted());
    expect([...new Set(moves.map(([what]) => what))].toSorted()).toEqual(
      [...happenings].toSorted(),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { runStatuses } from '@mayfly/shared/api/run-state.ts';
import { statusLooks } from './Status.tsx';
import { strings } from './strings.ts';

describe('the states of a run, without colour', () => {
  it('every state has a shape of its own', () => {
    const shapes = Object.values(statusLooks).map(({ icon }) => icon);
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  it('every state has a word of its own', () => {
    const words = Object.values(strings.statuses);
    expect(new Set(words).size).toBe(words.length);
    for (const status of runStatuses) expect(strings.statuses[status]).toMatch(/^[A-Z]/);
  });

  it('only success is green', () => {
    const green = Object.entries(statusLooks).filter(([, { tone }]) => tone === 'ok');
    expect(green.map(([status]) => status)).toEqual(['succeeded']);
  });
});

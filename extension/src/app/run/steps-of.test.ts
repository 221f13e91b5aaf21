import { expect, it } from 'vitest';
import { stepsOf } from './steps-of.ts';
import type { Outcome } from '@mayfly/shared/player/outcome.ts';
import type { LoadedRun } from './load-run.ts';

const outcome = (step: number, status: Outcome['status']): LoadedRun['outcomes'][number] => ({
  step,
  id: String(step),
  type: 'go-to',
  sentence: ['Go to a page'],
  startedAt: 0,
  tab: 0,
  sends: false,
  status,
  durationMs: 10,
});

it('a step during which the run was ended is told as stopped, not as failed', () => {
  const loaded = {
    outcomes: [outcome(0, 'succeeded'), outcome(1, 'stopped'), outcome(2, 'not-run')],
    ran: undefined,
    label: { status: 'canceled' },
    pictures: new Map(),
  } as unknown as LoadedRun;
  const states = stepsOf(loaded).map(({ state }) => state);
  expect(states).toEqual(['done', 'stopped', 'not-run']);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow, search } from '../leak/sinks.ts';
import { checkHistory } from './check-history.ts';
import { historyOf, lineOf } from './history.ts';
import { playHistory } from './play-history.ts';
import { canary, startWorld } from './world.ts';
import type { World } from './world.ts';

const histories = Array.from({ length: Number(process.env['N'] ?? 40) }, (_, place) =>
  historyOf(place + 1),
);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

describe('a run is not lost, not done twice, and leaves nothing', () => {
  it.each(histories.map((history) => [lineOf(history), history] as const))(
    '%s',
    async (_, history) => {
      const after = await playHistory(world, history);
      expect(await checkHistory(world, history, after)).toEqual([]);
    },
  );

  it('the broker is out of reach for longer than a step waits for its mark: another attempt writes', async () => {
    const history = {
      writes: true,
      strikes: [{ at: 'marking', fault: 'network cut for long' }],
    } as const;
    const after = await playHistory(world, history);
    expect(await checkHistory(world, history, after)).toEqual([]);
    expect(after.label).toMatchObject({ status: 'succeeded', attempt: 2 });
  });

  it('and what was planned did befall them', () => {
    expect(world.struck().length).toBeGreaterThan(histories.length);
  });

  it('and no secret lies in what was written meanwhile', () => {
    const { leaks, searched } = search(filesBelow(world.stack.data), [canary]);
    expect(leaks).toEqual([]);
    expect(searched).toBeGreaterThan(1_000);
  });
});

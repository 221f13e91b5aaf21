import { afterAll, describe, it } from 'vitest';
import { threats } from './threats.ts';
import { makeWorlds } from './worlds.ts';

const { worlds, end } = makeWorlds();
afterAll(end);

const played = threats
  .filter(({ attacks }) => attacks.length > 0)
  .map((threat) => ({ name: `${threat.attacker}: ${threat.asset}`, ...threat }));

describe.each(played)('$name', ({ attacks }) => {
  it.each(attacks.map(({ title, play }) => [title, play] as const))('%s', async (_, play) => {
    await play(worlds);
  });
});

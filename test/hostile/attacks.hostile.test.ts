import { afterAll, describe, it } from 'vitest';
import { threats } from './threats.ts';
import { makeWorlds } from './worlds.ts';

const { worlds, end } = makeWorlds();
afterAll(end);

/** `npm test` plays those that are quick; `npm run test:hostile` plays all. */
const isWhole = process.env['MAYFLY_HOSTILE'] === 'whole';

const played = threats
  .map((threat) => ({
    ...threat,
    attacks: threat.attacks.filter(({ isLong = false }) => isWhole || !isLong),
  }))
  .filter(({ attacks }) => attacks.length > 0)
  .map((threat) => ({ name: `${threat.attacker}: ${threat.asset}`, ...threat }));

describe.each(played)('$name', ({ attacks }) => {
  it.each(attacks.map(({ title, play }) => [title, play] as const))('%s', async (_, play) => {
    await play(worlds);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { threatTable } from './table.ts';
import { threats } from './threats.ts';

const top = join(import.meta.dirname, '..', '..');

describe('the table of attackers', () => {
  it('in the docs is the one that is played', async () => {
    await expect(threatTable(threats)).toMatchFileSnapshot(join(top, 'docs', 'THREATS.md'));
  });

  it('has an attack or a test in every row', () => {
    const bare = threats.filter(({ attacks, held }) => attacks.length + held.length === 0);
    expect(bare.map(({ attacker, asset }) => `${attacker}: ${asset}`)).toEqual([]);
    expect(threats.length).toBeGreaterThan(0);
  });

  it('names tests that there are', () => {
    const missing = threats
      .flatMap(({ held }) => held)
      .filter(({ file, title }) => !titlesIn(file).includes(title));
    expect(missing).toEqual([]);
  });

  it('tells attacks apart', () => {
    const titles = threats.flatMap(({ attacks }) => attacks.map(({ title }) => title));
    expect(new Set(titles).size).toBe(titles.length);
  });
});

/** What stands as the first argument of a test, as it is written. */
function titlesIn(file: string): string[] {
  const text = readFileSync(join(top, file), 'utf8');
  const tests = /\b(?:it|test)(?:\.\w+(?:\([^]*?\)(?=\())?)?\(\s*(['`])((?:\\.|(?!\1)[^\\])*)\1/g;
  return [...text.matchAll(tests)].map(([, , title = '']) => title.replaceAll("\\'", "'"));
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** SCREENS §3 and §6: what never stands on a screen. */
const never: readonly (readonly [string, RegExp])[] = [
  ['part of the house', /\b(envelope|broker|pod|grant|DEK|KMS|payload|origin|null|undefined)s?\b/i],
  ['word for locking', /\bseal(ed|s|ing)?\b/i],
  [
    'empty apology',
    /something went wrong|oops|unknown error|please try again|invalid input|error 500/i,
  ],
  ['empty question', /are you sure/i],
  ['empty promise', /\bsecure(ly)?\b|military|100 ?%/i],
  ['exclamation', /!/],
];

/** Please is said only where a person must look at something. */
const please = /\bplease\b(?! look)/i;

const source = join(import.meta.dirname, '..');

/** Every file of strings of every surface. */
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(^|\/)((error-)?strings\.ts|(error-)?strings\/[^/]+\.ts)$/.test(name),
);

/** What a sentence is made with: it reads as a name, a number and a list alike. */
const anything: unknown = Object.assign(Object('7'), { join: () => '7', map: () => ['7'] });

const all = await Promise.all(
  files.map(async (file) => {
    const module: unknown = await import(/* @vite-ignore */ join(source, file));
    return wordsIn(module).map((words) => `${file}: ${words}`);
  }),
).then((lists) => lists.flat());

/** All texts in a module: those written down, and those that its functions make. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') {
    // The words of errors are a table, read as such; what is said beyond it has tests of its own.
    if (value.name === 'sayError') return [];
    return wordsIn(
      Reflect.apply(
        value,
        undefined,
        Array.from({ length: 6 }, () => anything),
      ),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
}

describe('words that never stand on a screen', () => {
  it('the strings of all surfaces are read', () => {
    const surfaces = ['popup', 'panel', 'pages', 'editor', 'ui'];
    expect(surfaces.filter((name) => !files.includes(`${name}/strings.ts`))).toEqual([]);
    expect(all.length).toBeGreaterThan(800);
  });

  it.each(never)('no %s', (_, pattern) => {
    expect(all.filter((line) => pattern.test(line.slice(line.indexOf(': '))))).toEqual([]);
  });

  it('please, only where a person must look', () => {
    expect(all.filter((line) => please.test(line))).toEqual([]);
  });
});

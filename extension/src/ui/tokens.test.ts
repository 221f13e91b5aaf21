import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { siteColours } from './site-tile.ts';

type Theme = 'light' | 'dark';
const themes: readonly Theme[] = ['light', 'dark'];

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

/** SCREENS §4: what is read, on what, the contrast it has (light, dark), and what it needs (WCAG 2.2, 1.4.3 and 1.4.11). */
const pairs: readonly [text: string, on: string, light: number, dark: number, needed: number][] = [
  ['text', 'surface', 17.9, 15.3, 4.5],
  ['text-2', 'surface', 7.9, 8.8, 4.5],
  ['text-2', 'sunken', 6.9, 9.6, 4.5],
  ['text-3', 'surface', 5.6, 6.2, 4.5],
  ['text-3', 'canvas', 5.2, 6.6, 4.5],
  ['text-3', 'sunken', 4.8, 6.8, 4.5],
  ['accent', 'surface', 6.8, 8.8, 4.5],
  ['accent', 'accent-tint', 5.9, 7.5, 4.5],
  ['on-accent', 'accent-fill', 6.8, 5.1, 4.5],
  ['on-accent', 'bad-fill', 6.3, 5.3, 4.5],
  ['ok', 'ok-tint', 5.9, 8.6, 4.5],
  ['warn', 'warn-tint', 6.1, 8.9, 4.5],
  ['bad', 'bad-tint', 5.8, 7.7, 4.5],
  ['odd', 'odd-tint', 6.8, 8.2, 4.5],
  ['line-strong', 'surface', 3.4, 3.8, 3],
];

/** Pairs in use beyond that table, with what they need. */
const further: readonly [text: string, on: string, needed: number][] = [
  ['on-accent', 'accent-fill-hover', 4.5],
  ['text-2', 'ok-tint', 4.5],
  ['text-2', 'warn-tint', 4.5],
  ['text-2', 'bad-tint', 4.5],
  ['text-2', 'odd-tint', 4.5],
  ['text-2', 'accent-tint', 4.5],
  ['text-3', 'raised', 4.5],
  ['accent', 'sunken', 4.5],
  ['accent', 'canvas', 4.5],
  ['accent', 'warn-tint', 4.5],
  ['ok', 'surface', 4.5],
  ['warn', 'surface', 4.5],
  ['warn', 'canvas', 4.5],
  ['bad', 'surface', 4.5],
  ['bad', 'raised', 4.5],
  ['odd', 'surface', 4.5],
];

describe('the contrast of the tokens', () => {
  it('every colour has a light and a dark value', () => {
    expect(tokens.size).toBeGreaterThan(20);
  });

  it.each(pairs)('%s on %s has %d in light and %d in dark', (text, on, light, dark, needed) => {
    const [inLight, inDark] = themes.map((theme) =>
      contrast(colour(text, theme), colour(on, theme)),
    );
    expect(inLight).toBeCloseTo(light, 1);
    expect(inDark).toBeCloseTo(dark, 1);
    expect(Math.min(inLight ?? 0, inDark ?? 0)).toBeGreaterThanOrEqual(needed);
  });

  it.each(further)('%s on %s suffices', (text, on, needed) => {
    for (const theme of themes) {
      expect(contrast(colour(text, theme), colour(on, theme))).toBeGreaterThanOrEqual(needed);
    }
  });
});

describe('the colours of site tiles', () => {
  const tiles = readFileSync(join(import.meta.dirname, 'SiteTile.module.css'), 'utf8');
  const fills = [...tiles.matchAll(/\.colour\d \{\s*background: (#[0-9a-f]{6})/g)].map(
    ([, fill = '']) => fill,
  );

  it('are as many as are counted with', () => {
    expect(fills).toHaveLength(siteColours);
  });

  it.each(fills)('%s bears a white letter', (fill) => {
    expect(contrast('#ffffff', fill)).toBeGreaterThanOrEqual(4.5);
  });
});

function colour(name: string, theme: Theme): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`There is no token --${name}.`);
  return token[theme];
}

/** WCAG 2.2, contrast ratio of two colours. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const part = Number.parseInt(hex.slice(place, place + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

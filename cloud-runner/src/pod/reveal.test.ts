import { describe, expect, it } from 'vitest';
import { randomBytes } from '@mayfly/shared/envelope/random.ts';
import type { Text } from '@mayfly/shared/base/text.ts';
import { revealFrom } from './reveal.ts';

const site = 'https://shop.example';
const reveal = revealFrom({
  secrets: new Map([['code', { value: 'swordfish', origins: [site], salt: randomBytes(16) }]]),
  inputs: { city: 'Ulm' },
});

describe('what a step enters', () => {
  it('is itself, the input or the secret of that name', () => {
    expect(reveal('plain', undefined)).toBe('plain');
    expect(reveal({ input: 'city' }, undefined)).toBe('Ulm');
    expect(reveal({ secret: 'code' }, site)).toBe('swordfish');
  });

  it.each<[string, Text, string | undefined, string]>([
    ['an input that was not given', { input: 'street' }, site, 'input-missing'],
    ['an input that only looks like one', { input: 'toString' }, site, 'input-missing'],
    ['a secret that is not stored', { secret: 'pin' }, site, 'secret-missing'],
    [
      'a secret in a frame of another site',
      { secret: 'code' },
      'https://evil.example',
      'origin-refused',
    ],
    ['a secret in a frame of no site', { secret: 'code' }, undefined, 'origin-refused'],
  ])('is refused: %s', (_, text, origin, code) => {
    expect(() => reveal(text, origin)).toThrow(expect.objectContaining({ code }));
  });
});

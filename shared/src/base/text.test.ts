import { describe, expect, it } from 'vitest';
import { plainSentence, say, strong } from './sentence.ts';
import { isInput, isSecret, textSchema, visible } from './text.ts';

describe('texts', () => {
  it('a secret shows as one, without its name', () => {
    expect(visible({ secret: 'bank pin' })).toBe('a secret');
  });

  it('a long text is cut', () => {
    expect(visible('x'.repeat(100))).toHaveLength(62);
  });

  it('a text is literal, a secret or an input, never two', () => {
    expect(textSchema.safeParse({ secret: 'a', input: 'b' }).success).toBe(false);
    expect(isSecret({ secret: 'a' }) && isInput({ input: 'b' })).toBe(true);
  });
});

describe('sentences', () => {
  it('join text beside text and keep names apart', () => {
    const sentence = say`Enter ${'a secret'} in ${strong('Password')}${''}`;
    expect(sentence).toEqual(['Enter a secret in ', { strong: 'Password' }]);
    expect(plainSentence(sentence)).toBe('Enter a secret in Password');
  });

  it('hold other sentences', () => {
    expect(say`Press ${strong('Enter')}${say` in ${strong('Search')}`}`).toEqual([
      'Press ',
      { strong: 'Enter' },
      ' in ',
      { strong: 'Search' },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { errors } from '@mayfly/shared/base/errors.ts';
import { errorStrings, sayError } from './error-strings.ts';

describe('the words of errors', () => {
  it('every code of the table has its words', () => {
    expect(Object.keys(errors).filter((code) => !(code in errorStrings))).toEqual([]);
  });

  it('no words are of a code that the table does not have', () => {
    expect(Object.keys(errorStrings).filter((code) => !(code in errors))).toEqual([]);
  });

  it.each(Object.entries(errorStrings))('%s says what happened and what to do', (_, words) => {
    expect(words.title.length).toBeGreaterThan(5);
    expect(words.sentence).toMatch(/^[A-Z].*\.$/s);
    expect(words.button ?? 'None').toMatch(/^[A-Z]/);
  });

  it('what is known of the thing, the time and the likeness is said', () => {
    const tried = { ways: 4, forMs: 10_000, best: 0.41, needed: 0.9 };
    expect(sayError('target-not-found', { target: 'Show all', tried })).toEqual({
      title: 'Could not find Show all',
      sentence:
        'Tried 4 ways in 10 s. Nothing on the page was like it enough (best 41 %, needed 90 %). Nothing was clicked.',
      button: 'Show me on the page',
    });
  });

  it('what is not known is left out', () => {
    expect(sayError('write-refused', { host: 'a.example' })).toEqual(errorStrings['write-refused']);
  });
});

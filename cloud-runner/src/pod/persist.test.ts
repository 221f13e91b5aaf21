import { describe, expect, it } from 'vitest';
import { EngineError, RequestError } from '@mayfly/shared/base/errors.ts';
import { persist } from './persist.ts';

/** Answers what it is given, one after the other; errors are thrown. */
const answers = (...given: readonly (Error | string)[]) => {
  const left = [...given];
  const asked = { times: 0 };
  const ask = async () => {
    asked.times += 1;
    const next = left.shift() ?? 'nothing left';
    if (next instanceof Error) throw next;
    return next;
  };
  return { ask, asked };
};
const away = () => new EngineError('runner-unreachable');

describe('what a pod tells', () => {
  it('is told again until somebody answers', async () => {
    const { ask, asked } = answers(away(), new EngineError('database-unreachable'), 'taken');
    expect(await persist(ask, { firstWaitMs: 1 })).toBe('taken');
    expect(asked.times).toBe(3);
  });

  it('is not told again where it was refused', async () => {
    const { ask, asked } = answers(new RequestError('run-ended'), 'taken');
    await expect(persist(ask, { firstWaitMs: 1 })).rejects.toMatchObject({ code: 'run-ended' });
    expect(asked.times).toBe(1);
  });

  it('is given up after its patience, with the last answer', async () => {
    const { ask, asked } = answers(...Array.from({ length: 100 }, away));
    const given = { patienceMs: 20, firstWaitMs: 4 };
    await expect(persist(ask, given)).rejects.toMatchObject({ code: 'runner-unreachable' });
    expect(asked.times).toBeGreaterThan(1);
    expect(asked.times).toBeLessThan(8);
  });
});

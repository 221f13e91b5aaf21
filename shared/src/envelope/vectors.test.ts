import { beforeAll, describe, expect, it } from 'vitest';
import { ready } from './sodium.ts';
import { runVectors, vectorChecks } from './vectors.ts';

beforeAll(ready);

describe('vectors', () => {
  it('all do what they should, as an extension page runs them too', async () => {
    const { passed, failed } = await runVectors();
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThan(1_000);
  });

  it('have names of their own', () => {
    const names = vectorChecks().map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

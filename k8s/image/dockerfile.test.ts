import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { configOf, recipes } from './recipes.ts';

const text = readFileSync(join(import.meta.dirname, 'Dockerfile'), 'utf8');

it.each(recipes)('Docker’s $name is started as ours is', (recipe) => {
  const stage = text
    .split(/^(?=FROM )/m)
    .find((each) => each.startsWith(`FROM scratch AS ${recipe.name}\n`));
  const word = (name: string) => new RegExp(`^${name} (.*)$`, 'm').exec(stage ?? '')?.[1];
  const { user, env, entrypoint, workingDir } = configOf(recipe);
  expect(word('USER')).toBe(user);
  expect(word('ENV')?.split(' ')).toEqual(env);
  expect(JSON.parse(word('ENTRYPOINT') ?? '[]')).toEqual(entrypoint);
  expect(word('WORKDIR') ?? '/').toBe(workingDir);
});

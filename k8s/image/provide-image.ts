import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildWhenStale } from '@mayfly/cloud-runner/launcher/build.ts';
import { buildImage } from './build-image.ts';
import { recipes } from './recipes.ts';
import type { BuiltImage } from './build-image.ts';
import type { Recipe } from './recipes.ts';

const folder = join(import.meta.dirname, 'dist');

/** The image as it was built last into `dist/`; built now when its sources changed since. */
export const provideImage = async (name: Recipe['name']): Promise<BuiltImage> => {
  const note = join(folder, `${name}.json`);
  const program = recipes.find((each) => each.name === name)?.program;
  await buildWhenStale({
    sources: [
      'k8s/image/*.ts',
      `cloud-runner/src/${program}/**`,
      'cloud-runner/src/cluster-api/**',
      'shared/src/**',
      'pnpm-lock.yaml',
    ],
    output: note,
    make: async () => writeFileSync(note, JSON.stringify(await buildImage(name, folder))),
  });
  return JSON.parse(readFileSync(note, 'utf8')) as BuiltImage;
};

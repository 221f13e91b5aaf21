import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

import type { Digests } from './component.ts';

const listing = z.object({ images: z.array(z.string()) });

/** The run images that a broker's configuration lists, the present one first; none where there is no such file yet. */
export const imagesBefore = (file: string): readonly string[] =>
  existsSync(file) ? listing.parse(JSON.parse(readFileSync(file, 'utf8'))).images : [];

/**
 * The run images that are let through: the present one, and the last one that was another. While services are replaced, and
 * for as long as its pods live, both are at work; forward and back are the same.
 */
export const runImages = ({ run }: Pick<Digests, 'run'>, before: readonly string[]): string[] => [
  run,
  ...before.filter((each) => each !== run).slice(0, 1),
];

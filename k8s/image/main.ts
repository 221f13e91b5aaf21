/** `main.ts [NAME…]`: builds the images into `dist/` beside this file, and prints each reference with its sizes. */
import { join } from 'node:path';

import { buildImage } from './build-image.ts';
import { recipes } from './recipes.ts';

const names = recipes.map(({ name }) => name);
const chosen = names.filter((name) => process.argv.length < 3 || process.argv.includes(name));
for (const name of chosen) {
  const image = await buildImage(name, join(import.meta.dirname, 'dist'));
  const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  const sizes = `${mib(image.unpackedBytes)}, compressed ${mib(image.compressedBytes)}`;
  console.log(`${image.reference} ${sizes}`);
}

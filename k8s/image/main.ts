/** `main.ts [NAME…]`: builds the images into `dist/` beside this file where their sources changed, and prints each reference with its sizes. */
import { provideImage } from './provide-image.ts';
import { recipes } from './recipes.ts';

const names = recipes.map(({ name }) => name);
const chosen = names.filter((name) => process.argv.length < 3 || process.argv.includes(name));
for (const name of chosen) {
  const image = await provideImage(name);
  const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  const sizes = `${mib(image.unpackedBytes)}, compressed ${mib(image.compressedBytes)}`;
  console.log(`${image.reference} ${sizes}`);
}

/** `files.ts NAME FOLDER`: makes the files of an image, and nothing else: for who packs them by other means. */
import { mkdir } from 'node:fs/promises';

import { recipes } from './recipes.ts';
import { makeRoot } from './root.ts';

const [name, folder] = process.argv.slice(2);
const recipe = recipes.find((each) => each.name === name);
if (!recipe || !folder) throw new Error('usage: files.ts run|service|broker|witness FOLDER');
await mkdir(folder, { mode: 0o755 });
await makeRoot(recipe, folder);

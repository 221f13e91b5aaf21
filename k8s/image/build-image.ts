import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { writeArchive } from './oci-archive.ts';
import { configOf, recipes } from './recipes.ts';
import { makeRoot } from './root.ts';
import { sbomOf } from './sbom.ts';
import type { Image } from './oci-archive.ts';
import type { Recipe } from './recipes.ts';

/** An image that was built: its archive, and the list of its parts beside it. */
export type BuiltImage = Image & { readonly archive: string; readonly sbom: string };

/** Builds an image into `folder`, from Debian's packages of today. The same packages and sources give the same digest. */
export const buildImage = async (name: Recipe['name'], folder: string): Promise<BuiltImage> => {
  const recipe = recipes.find((each) => each.name === name);
  if (!recipe) throw new Error(`no recipe for ${name}`);
  await mkdir(folder, { recursive: true });
  const scratch = await mkdtemp(join(folder, '.root-'));
  try {
    const root = join(scratch, 'root');
    await mkdir(root, { mode: 0o755 });
    const packages = await makeRoot(recipe, root);
    const archive = join(folder, `${name}.tar`);
    const image = await writeArchive(root, archive, `mayfly.local/${name}`, configOf(recipe));
    const sbom = join(folder, `${name}.sbom.json`);
    await writeFile(sbom, `${JSON.stringify(sbomOf(recipe, image, packages), null, 2)}\n`);
    return { ...image, archive, sbom };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

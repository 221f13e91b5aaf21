import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Image } from './oci-archive.ts';
import type { Package } from './packages.ts';
import type { Recipe } from './recipes.ts';

const lockfile = join(import.meta.dirname, '../../pnpm-lock.yaml');

/** The npm packages that the lockfile names: any of them may be in a bundle. */
const npmPackages = (): { name: string; version: string }[] => {
  const text = readFileSync(lockfile, 'utf8');
  const packages = text.slice(text.indexOf('\npackages:\n'), text.indexOf('\nsnapshots:\n'));
  return [...packages.matchAll(/^ {2}'?(@?[^'@\s]+)@([^'():\s]+)'?:$/gm)].map(
    ([, name = '', version = '']) => ({ name, version }),
  );
};

/** An image's list of parts, CycloneDX 1.6. https://cyclonedx.org/docs/1.6/json */
export const sbomOf = (recipe: Recipe, image: Image, packages: readonly Package[]): object => {
  const [algorithm = '', hex = ''] = image.digest.split(':');
  const id = createHash('sha256').update(image.digest).digest('hex');
  const serial = [8, 12, 16, 20, 32].map((end, at, ends) => id.slice(ends[at - 1] ?? 0, end));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${serial.join('-')}`,
    version: 1,
    metadata: {
      component: {
        type: 'container',
        name: `mayfly.local/${recipe.name}`,
        version: image.digest,
        hashes: [{ alg: algorithm.replace('sha', 'SHA-'), content: hex }],
      },
    },
    components: [
      { type: 'platform', name: 'node', version: process.version.slice(1) },
      ...packages.map(({ name, version, digest }) => ({
        type: 'library',
        name,
        version,
        purl: `pkg:deb/debian/${name}@${encodeURIComponent(version)}?distro=bookworm`,
        hashes: [{ alg: 'SHA-256', content: digest.slice('sha256:'.length) }],
      })),
      ...npmPackages().map(({ name, version }) => ({
        type: 'library',
        name,
        version,
        purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      })),
    ],
  };
};

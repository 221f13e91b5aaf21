import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser } from 'puppeteer-core';

/** What a person would have allowed when Chrome asked; a prompt cannot be answered without a window. */
export type Allowed = {
  /** Match patterns by host, such as `http://127.0.0.1/*`. */
  origins: readonly string[];
  cookies?: boolean;
};

/** A copy of the built extension whose permissions are granted already; nothing else about it is different. */
export type PermittedExtension = {
  id: string;
  folder: string;
  remove: () => Promise<void>;
};

type Manifest = { permissions: string[] };

const permitting = (manifest: Manifest, { origins, cookies }: Allowed): object => ({
  ...manifest,
  permissions: [...manifest.permissions, ...(cookies ? ['cookies'] : [])],
  host_permissions: origins,
  optional_permissions: undefined,
  optional_host_permissions: undefined,
});

/**
 * Installs a copy of the built extension `built`, permitted as `allowed` says: first with a manifest that requires the
 * permissions, then with the real one over it, since Chrome keeps what was granted. The browser must be one that
 * extensions can be installed in.
 */
export const installPermitted = async (
  browser: Browser,
  built: string,
  allowed: Allowed,
): Promise<PermittedExtension> => {
  const folder = await mkdtemp(join(tmpdir(), 'mayfly-extension-'));
  await cp(built, folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const real = await readFile(path, 'utf8');
  await writeFile(path, JSON.stringify(permitting(JSON.parse(real) as Manifest, allowed)));
  await browser.installExtension(folder);
  await writeFile(path, real);
  const id = await browser.installExtension(folder);
  return { id, folder, remove: () => rm(folder, { recursive: true, force: true }) };
};

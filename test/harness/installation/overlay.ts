import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { readSettings } from '@mayfly/k8s/prepare/settings.ts';
import type { Settings } from '@mayfly/k8s/prepare/settings.ts';

const overlays = join(import.meta.dirname, '../../../k8s/overlays');

/** What is changed of `k8s/overlays/test`. */
export type OverlayChange = {
  readonly settings: Partial<Settings>;
  /** How many services there are. */
  readonly replicas: number;
};

/** A copy of `k8s/overlays/test` in a new folder, changed: a test makes ready and applies it, and removes the folder. */
export const copyOverlay = ({ settings, replicas }: OverlayChange): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mayfly-overlay-')));
  const source = join(overlays, 'test');
  const text = readFileSync(join(source, 'kustomization.yaml'), 'utf8');
  const moved = text.replace(/\.\.\/\.\.\//g, `${relative(folder, join(overlays, '..'))}/`);
  const counts = `replicas: [{ name: mayfly-service, count: ${replicas} }]\n`;
  writeFileSync(join(folder, 'kustomization.yaml'), moved + counts);
  copyFileSync(join(source, 'settings.json'), join(folder, 'settings.json'));
  changeSettings(folder, settings);
  mkdirSync(join(folder, 'generated'), { mode: 0o700 });
  return folder;
};

/** Puts other settings in the place of an overlay's. */
export const changeSettings = (folder: string, settings: Partial<Settings>): void => {
  const file = join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify({ ...readSettings(file), ...settings }, null, 2));
};

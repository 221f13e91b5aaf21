import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Automation } from '@mayfly/shared/automation/automation.ts';
import type { Page } from 'puppeteer-core';

import { press, says } from './screen.ts';

/** Presses “Import” on the list of automations and chooses a file with this one. Arrives at its review. */
export const importAutomation = async (app: Page, automation: Automation): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-import-'));
  const file = join(folder, 'automation.json');
  writeFileSync(file, JSON.stringify(automation));
  const [chooser] = await Promise.all([app.waitForFileChooser(), press(app, 'Import')]);
  await chooser.accept([file]);
  await says(app, 'Review before saving');
  rmSync(folder, { recursive: true, force: true });
};

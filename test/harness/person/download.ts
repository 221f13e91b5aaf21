import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from 'puppeteer-core';

import type { Person } from './person.ts';
import { press } from './screen.ts';

/** A file that a person was given. */
export type Downloaded = { name: string; text: string };

/** Presses a button that gives a file, and waits until it is there whole. */
export const downloadBy = async (
  { browser }: Person,
  page: Page,
  button: string,
): Promise<Downloaded> => {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-download-'));
  const session = await browser.target().createCDPSession();
  const behaviour = { behavior: 'allowAndName', downloadPath: folder } as const;
  await session.send('Browser.setDownloadBehavior', { ...behaviour, eventsEnabled: true });
  const begun = new Promise<string>((resolve) => {
    session.once('Browser.downloadWillBegin', ({ suggestedFilename }) =>
      resolve(suggestedFilename),
    );
  });
  const done = new Promise<string>((resolve) => {
    session.on('Browser.downloadProgress', ({ guid, state }) => {
      if (state === 'completed') resolve(guid);
    });
  });
  try {
    await press(page, button);
    return { name: await begun, text: readFileSync(join(folder, await done), 'utf8') };
  } finally {
    await session.detach();
    rmSync(folder, { recursive: true });
  }
};

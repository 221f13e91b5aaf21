import type { RecordingDesk } from './desk.ts';

/** How long after a press on “Show all” its sentence stands in the panel, in ms. Both pages read the same clock. */
export async function delayOfClick({ page, panel }: RecordingDesk): Promise<number> {
  await page.evaluate(() => {
    const onRelease = ({ timeStamp }: Event): void => {
      document.documentElement.dataset['actAt'] = String(performance.timeOrigin + timeStamp);
    };
    addEventListener('pointerup', onRelease, { capture: true, once: true });
  });
  const rows = await panel.$$eval('ol > li', (all) => all.length);
  const seen = panel.waitForFunction(
    (before) =>
      document.querySelectorAll('ol > li').length > before &&
      performance.timeOrigin + performance.now(),
    { polling: 'mutation' },
    rows,
  );
  await page.click('::-p-text(Show all)');
  const seenAt = Number(await (await seen).jsonValue());
  return seenAt - (await page.evaluate(() => Number(document.documentElement.dataset['actAt'])));
}

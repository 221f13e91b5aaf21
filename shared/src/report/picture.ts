import type { Frame, Page } from 'puppeteer-core';
import { worldOf } from '../player/apart.ts';
import { isLost } from '../player/lost.ts';
import { cover, listShown, uncover } from './page-masks.ts';
import type { Redactor } from './redact.ts';

/** A picture of what a tab shows, every private place covered in its pixels. */
export type MaskedPicture = {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/webp';
  /** How many places are covered. */
  readonly masked: number;
};

/** The elements of one frame that a picture must not show, by their index among what it shows. */
export type FramePlan = { readonly frame: Frame; readonly hidden: readonly number[] };

/** What has to be covered in each frame: every text that holds something to hide. Password fields are covered always. */
export async function maskPlan(page: Page, redactor: Redactor): Promise<readonly FramePlan[]> {
  const plans = page.frames().map(async (frame): Promise<FramePlan> => {
    const { texts } = await inFrame(() => worldOf(frame).evaluate(listShown), { texts: [] });
    const hidden = texts.flatMap((text, index) => (redactor.hides(text) ? [index] : []));
    return { frame, hidden };
  });
  return Promise.all(plans);
}

/** How often a picture is tried again when the page changes meanwhile. */
const tries = 3;

/**
 * A masked picture of a tab. `undefined` when the page kept changing, so that no picture can be told to hide all: then there is
 * none.
 */
export async function takeMaskedPicture(
  page: Page,
  redactor: Redactor,
): Promise<MaskedPicture | undefined> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const plan = await maskPlan(page, redactor);
    try {
      const masked = await covered(plan);
      const bytes = await page.screenshot({
        type: 'webp',
        quality: 70,
        captureBeyondViewport: false,
      });
      if (isSame(plan, await maskPlan(page, redactor)))
        return { bytes, mediaType: 'image/webp', masked };
    } finally {
      await Promise.all(
        plan.map(({ frame }) => inFrame(() => worldOf(frame).evaluate(uncover), undefined)),
      );
    }
  }
  return undefined;
}

async function covered(plan: readonly FramePlan[]): Promise<number> {
  const counts = await Promise.all(
    plan.map(({ frame, hidden }) => inFrame(() => worldOf(frame).evaluate(cover, hidden), 0)),
  );
  return counts.reduce((total, count) => total + count, 0);
}

function isSame(before: readonly FramePlan[], after: readonly FramePlan[]): boolean {
  const told = (plan: readonly FramePlan[]) => plan.map(({ hidden }) => hidden.join()).join(';');
  return told(before) === told(after);
}

/** What a frame answers; `otherwise` for a frame that goes away meanwhile: it shows nothing then. */
async function inFrame<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (isLost(error)) return otherwise;
    throw error;
  }
}

import type { Frame, Page } from 'puppeteer-core';
import { bareAddress, matchesAddress, originOf } from '../base/address.ts';
import { inPage } from './apart.ts';
import type { FrameRef, Target } from '../base/target.ts';

/** The frame that a target lies in; `undefined` while it is not there, or not to be told from others. */
export async function frameOf(
  page: Page,
  { frame: path = [] }: Target,
): Promise<Frame | undefined> {
  let frame: Frame | undefined = page.mainFrame();
  for (const ref of path) {
    if (!frame) return undefined;
    frame = await childOf(frame, ref);
  }
  return frame;
}

async function childOf(parent: Frame, ref: FrameRef): Promise<Frame | undefined> {
  const children = parent.childFrames().filter(({ detached }) => !detached);
  const named = children.filter((child) => isAt(child, ref));
  if (named.length === 1) return named[0];
  for (const selector of ref.selectors ?? []) {
    const found = await framesAt(parent, selector);
    const fit = named.length > 0 ? found.filter((frame) => named.includes(frame)) : found;
    if (fit.length === 1) return fit[0];
  }
  return undefined;
}

/** Whether a frame shows the address of `ref`; an address of nothing but an origin names every page of it. */
function isAt(frame: Frame, { url }: FrameRef): boolean {
  if (url === undefined) return false;
  if (matchesAddress(bareAddress(url), bareAddress(frame.url()))) return true;
  const isOriginAlone = URL.parse(url)?.pathname === '/';
  return isOriginAlone && originOf(url) !== undefined && originOf(url) === originOf(frame.url());
}

async function framesAt(parent: Frame, selector: string): Promise<readonly Frame[]> {
  const holders = await parent.$$(selector);
  const frames = await Promise.all(holders.map((holder) => holder.contentFrame()));
  await Promise.all(holders.map((holder) => holder.dispose()));
  return frames.filter((frame) => frame !== null);
}

/** Where the inside of a frame begins, in CSS pixels of the tab's window. `undefined` when what holds it is gone. */
export async function originPointOf(
  frame: Frame,
): Promise<{ readonly x: number; readonly y: number } | undefined> {
  if (!frame.parentFrame()) return { x: 0, y: 0 };
  const page = frame.page().mainFrame();
  await using holder = await frame.frameElement();
  if (!holder) return undefined;
  if (!(await holder.isIntersectingViewport())) {
    await holder.scrollIntoView();
    // A click is sent to the frame that was last drawn there.
    await inPage(page, 'nextFrame');
    await inPage(page, 'nextFrame');
  }
  const box = await holder.boxModel();
  return box?.content[0];
}

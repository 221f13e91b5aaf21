/** What the kit says of an element that the page has let go of. */
export const goneWords = 'mayfly: the element is gone';

/** What puppeteer and Chromium say when a page, a frame or a world of it went away under a question. */
const words =
  /context was destroyed|Cannot find context|detached|Target closed|Session closed|Inspected target navigated|Execution context is not available|uniqueContextId not found|mayfly: the element is gone|Promise was collected/i;

/** Whether an error only says that the page moved on meanwhile: the question may be asked again. */
export function isLost(error: unknown): boolean {
  return error instanceof Error && words.test(error.message);
}

/** Whether a step may be done again from its beginning: its element went away before anything was done to it. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && error.message.includes(goneWords);
}

import type { Frame, Page } from 'puppeteer-core';
import { originOf } from '../base/address.ts';
import type { Text } from '../base/text.ts';
import type { ClickOptions, FoundElement } from '../steps/step-context.ts';
import { inPage } from './apart.ts';
import { StepFailure } from './failure.ts';
import { originPointOf } from './frames.ts';

/** Where an element was found. `x` and `y`: where to click, in CSS pixels of its frame. */
export type Place = {
  readonly page: Page;
  readonly frame: Frame;
  readonly id: number;
  readonly x: number;
  readonly y: number;
  /** What a person calls it. */
  readonly name: string;
  readonly reveal: (text: Text, origin: string | undefined) => string;
};

/** The acts on an element that was found. */
export function foundElement(place: Place): FoundElement {
  const { page, frame, id, name, reveal } = place;
  const revealed = (text: Text) => reveal(text, originOf(frame.url()));
  const refuse = (message: string) =>
    new StepFailure('target-not-found', { target: name }, { message });
  return {
    click: (options = {}) => click(place, options),
    async hover() {
      const { x, y } = await pointOf(place);
      await page.mouse.move(x, y);
    },
    async fill(value) {
      const kind = await inPage(frame, 'beginFill', id);
      if (kind === 'none') throw refuse('What was found is no field to enter text in.');
      if (kind === 'set') return inPage(frame, 'setValue', id, revealed(value));
      return type(page, revealed(value));
    },
    focus: () => inPage(frame, 'focus', id),
    async select(options) {
      const missing = await inPage(frame, 'choose', id, options.map(revealed));
      if (missing === 'not-a-list') throw refuse('What was found is no list to choose from.');
      if (missing.length > 0) throw refuse('The list does not have what was to be chosen.');
    },
    isChecked: () => inPage(frame, 'isChecked', id),
    scrollTo: (x, y) => inPage(frame, 'scrollTo', id, x, y),
    read: (part) => inPage(frame, 'read', id, part),
    async readTable(row, columns, limit) {
      const rows = await inPage(frame, 'readTable', id, { row, columns, limit });
      return {
        columns: columns.map((column) => column.name),
        rows: rows.map((cells) => [...cells]),
      };
    },
  };
}

async function click(place: Place, { button, count, modifiers = [] }: ClickOptions): Promise<void> {
  const { page } = place;
  const { x, y } = await pointOf(place);
  for (const modifier of modifiers) await page.keyboard.down(modifier);
  try {
    await page.mouse.click(x, y, { button: button ?? 'left', count: count ?? 1 });
  } catch (error) {
    // A click may close its own tab before it is answered.
    if (!page.isClosed()) throw error;
  } finally {
    for (const modifier of page.isClosed() ? [] : modifiers) await page.keyboard.up(modifier);
  }
}

async function pointOf({ frame, x, y, name }: Place): Promise<{ x: number; y: number }> {
  const start = await originPointOf(frame);
  if (!start) throw new StepFailure('target-not-found', { target: name });
  return { x: start.x + x, y: start.y + y };
}

/** Characters that the keyboard has; the others are entered as text. */
const keys = /^[\x20-\x7e]$/;

/** Types over what is selected. The last character is a key press, for pages that listen to keys. */
async function type({ keyboard }: Page, value: string): Promise<void> {
  const characters = [...value];
  const last = characters.at(-1);
  if (last === undefined) return keyboard.press('Backspace');
  if (!keys.test(last)) return keyboard.sendCharacter(value);
  const head = characters.slice(0, -1).join('');
  if (head) await keyboard.sendCharacter(head);
  await keyboard.press(last as Parameters<typeof keyboard.press>[0]);
}

import type { Page } from 'puppeteer-core';
import type { Table } from '../base/table.ts';
import type { Target } from '../base/target.ts';
import type { Text } from '../base/text.ts';
import type { Modifier } from '../event/recorded-event.ts';
import type { Column, Part } from '../event/extraction.ts';

/** How a mouse clicks. */
export type ClickOptions = {
  readonly button?: 'left' | 'middle' | 'right';
  readonly count?: number;
  readonly modifiers?: readonly Modifier[];
};

/** An element that was found: exactly one, visible and at rest, and in the case of an act enabled and not covered. */
export interface FoundElement {
  click(options?: ClickOptions): Promise<void>;
  hover(): Promise<void>;
  /** Replaces the value of a field. The value is revealed to the field's own frame. Throws `target-not-found` for no field. */
  fill(value: Text): Promise<void>;
  focus(): Promise<void>;
  /** Chooses exactly the options with these texts, or with these values. Throws `target-not-found` when one is missing. */
  select(options: readonly Text[]): Promise<void>;
  isChecked(): Promise<boolean>;
  /** Scrolls what is inside to a place, in CSS pixels. */
  scrollTo(x: number, y: number): Promise<void>;
  read(part: Part): Promise<string>;
  /** One row for each element that `row` (CSS) finds inside, at most `limit`. */
  readTable(row: string, columns: readonly Column[], limit: number): Promise<Table>;
}

/**
 * What a target is wanted for. To read or to wait for, it may be disabled or covered, and its text may be another than
 * recorded; waiting goes on for as long as the step may take.
 */
export type Purpose = 'act' | 'read' | 'wait';

/** The tabs of a run, counted from 0 in the order in which they came. */
export interface Tabs {
  readonly current: number;
  /** Opens a tab at `url` and turns to it. */
  open(url: string): Promise<void>;
  /** Turns to a tab; waits for it when the page is only opening it. */
  switchTo(tab: number): Promise<void>;
  close(tab: number): Promise<void>;
}

/** What a step acts with. Whatever waits here ends with `timed-out` at the step's time, and with the signal. */
export interface StepContext {
  /** The tab that is turned to. */
  readonly page: Page;
  readonly tabs: Tabs;
  readonly signal: AbortSignal;
  /** Longest time that this step may take. */
  readonly timeoutMs: number;
  find(target: Target, purpose?: Purpose): Promise<FoundElement>;
  /** The value of a text, for the page's own origin. Throws `secret-missing` or `input-missing`. Never logged nor kept. */
  reveal(text: Text): string;
  /** Goes to an address and waits until it shows. Throws `site-unreachable` and its like. */
  goTo(url: string): Promise<void>;
  /** Longest time to look for one thing on the page. */
  readonly findMs: number;
  /** Waits until `holds` answers true. Throws `timed-out` after `longestMs`, where that is less than the step's time. */
  until(holds: () => Promise<boolean> | boolean, longestMs?: number): Promise<void>;
  /** Waits. */
  pause(durationMs: number): Promise<void>;
  /** Keeps a value that was read, for the report. */
  keepValue(name: string, value: string): void;
  /** Keeps a table that was read, for the report. */
  keepTable(name: string, table: Table): void;
  /** Takes a masked picture for the report. */
  takePicture(name: string): Promise<void>;
}

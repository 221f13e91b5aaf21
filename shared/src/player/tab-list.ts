import type { Page, Target as BrowserTarget } from 'puppeteer-core';
import type { PageWatch } from './page-watch.ts';
import { watchPage } from './page-watch.ts';

/** What a tab tells while it lives. */
export type TabEvents = {
  readonly onDialog: (kind: string, message: string) => void;
  /** A tab's page crashed, or the whole browser is gone. */
  readonly onCrash: () => void;
};

/** The tabs of a run, in the order in which they came. */
export class TabList {
  #current = 0;
  readonly #tabs: Promise<PageWatch>[] = [];
  readonly #closed = new Set<number>();
  readonly #events: TabEvents;
  readonly #first: Page;

  constructor(first: Page, events: TabEvents) {
    this.#first = first;
    this.#events = events;
    this.#add(Promise.resolve(first));
    first.browserContext().on('targetcreated', this.#onTarget);
    // A browser that is gone tells of none of its tabs.
    first.browser().on('disconnected', events.onCrash);
  }

  /** The tab that is turned to. */
  get current(): number {
    return this.#current;
  }

  /** How many there were. */
  get count(): number {
    return this.#tabs.length;
  }

  /** The tab that is turned to. */
  watch(): Promise<PageWatch> {
    return this.#tabs[this.#current]!;
  }

  /** Opens an empty tab and turns to it. */
  async open(): Promise<PageWatch> {
    const before = this.#tabs.length;
    await this.#first.browserContext().newPage();
    this.#current = before;
    return this.watch();
  }

  /** Turns to a tab that is there. */
  async turnTo(tab: number): Promise<void> {
    this.#current = tab;
    const { page } = await this.watch();
    await page.bringToFront();
  }

  /** Closes a tab. One that closed itself stays closed. */
  async close(tab: number): Promise<void> {
    const watch = await this.#tabs[tab];
    if (watch && !watch.page.isClosed()) await watch.page.close();
    this.#onClosed(tab);
  }

  /** Whether a tab is there. */
  has(tab: number): boolean {
    return tab < this.#tabs.length && !this.#closed.has(tab);
  }

  /** Stops watching; the tabs stay. */
  async stop(): Promise<void> {
    this.#first.browserContext().off('targetcreated', this.#onTarget);
    this.#first.browser().off('disconnected', this.#events.onCrash);
    const watches = await Promise.all(this.#tabs);
    await Promise.all(watches.map((watch) => watch.stop()));
  }

  readonly #onTarget = (target: BrowserTarget) => {
    if (target.type() !== 'page') return;
    this.#add(
      target.page().then((page) => {
        if (!page) throw new Error('mayfly: a tab without a page');
        return page;
      }),
    );
  };

  #add(page: Promise<Page>): void {
    const tab = this.#tabs.length;
    const watch = page.then((opened) => this.#attach(opened, tab));
    this.#tabs.push(watch);
    // A tab that closes while it opens is a closed one.
    watch.catch(() => this.#onClosed(tab));
  }

  #attach(page: Page, tab: number): Promise<PageWatch> {
    page.on('dialog', (dialog) => {
      const kind = dialog.type();
      this.#events.onDialog(kind, dialog.message());
      const answer = kind === 'beforeunload' ? dialog.accept() : dialog.dismiss();
      // A dialog that its page took away needs no answer.
      answer.catch(() => undefined);
    });
    page.on('error', () => this.#events.onCrash());
    page.on('close', () => this.#onClosed(tab));
    return watchPage(page);
  }

  #onClosed(tab: number): void {
    this.#closed.add(tab);
    if (this.#current !== tab) return;
    const open = this.#tabs.map((_, at) => at).filter((at) => !this.#closed.has(at));
    this.#current = open.findLast((at) => at < tab) ?? open[0] ?? 0;
  }
}

import type { Asked } from '../judge.ts';

/** Milliseconds in which a browser, by itself, sends again what was on a connection that was cut. */
const resendMs = 2_000;

/** Entries of a kind that are kept, so that a page cannot fill the memory with them. */
const entriesAtMost = 1_000;

/** What the tunnels of one run know of each other. */
export class TunnelMemory {
  readonly #answering = new Set<string>();
  readonly #cut = new Map<string, number>();
  readonly #marked: string[] = [];

  /** A site has answered on a connection that was read. */
  answered(origin: string): void {
    this.#answering.add(origin);
  }

  hasAnswered(origin: string): boolean {
    return this.#answering.has(origin);
  }

  /** A change was on a connection that was cut. */
  cut(asked: Asked): void {
    const key = keyOf(asked);
    this.#cut.delete(key);
    this.#cut.set(key, Date.now());
    const [oldest] = this.#cut.keys();
    if (oldest !== undefined && this.#cut.size > entriesAtMost) this.#cut.delete(oldest);
  }

  /** Whether this is the same change once more, sent by the browser and not by the page. No change is sent twice. */
  isResent(asked: Asked): boolean {
    const at = this.#cut.get(keyOf(asked));
    return at !== undefined && Date.now() - at < resendMs;
  }

  /** The mark was given for a change that the browser is about to send. */
  marked(asked: Asked): void {
    this.#marked.push(keyOf(asked));
    if (this.#marked.length > entriesAtMost) this.#marked.shift();
  }

  /** Whether the mark was given for this change already; once for each time. */
  takeMark(asked: Asked): boolean {
    const at = this.#marked.indexOf(keyOf(asked));
    if (at >= 0) this.#marked.splice(at, 1);
    return at >= 0;
  }
}

function keyOf({ method, url }: Asked): string {
  return `${method} ${url.href}`;
}

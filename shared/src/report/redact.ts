import { encodingsOf } from './encodings.ts';
import { patternSpans } from './patterns.ts';
import type { PatternChoice, Span } from './patterns.ts';

/** What a hidden place reads. */
export const hiddenMark = '[hidden]';

/** What a value is; it decides how short it may be and still be hidden wherever it stands. */
export type ValueKind = 'secret' | 'input' | 'cookie';

/** Shorter values would hide half of every page. Cookies are often mere switches (`true`, `light`). */
const shortest: Readonly<Record<ValueKind, number>> = { secret: 3, input: 3, cookie: 6 };

/** Cookies and secrets are hidden by their beginnings too, from this length on where these look random; else from the other. */
const shortestBeginning = { random: 8, worded: 16 } as const;

/** Parts of a composed cookie that are hidden by themselves. */
const shortestPart = 16;

/** Length by which needles are looked up. */
const keyLength = 3;

type Needle = { readonly text: string; readonly least: number };

/** Hides known values, in all common encodings, and what looks like a secret (DESIGN §8). It only ever learns. */
export class Redactor {
  readonly #needles = new Map<string, Needle[]>();
  readonly #known = new Set<string>();
  readonly #choice: PatternChoice;
  #hidden = 0;

  constructor(choice: PatternChoice = {}) {
    this.#choice = choice;
  }

  /** How many places it has hidden. */
  get hidden(): number {
    return this.#hidden;
  }

  /** Hides `value` from now on; to be told again when a site rotates a cookie. */
  learn(kind: ValueKind, value: string): void {
    for (const each of variantsOf(kind, value)) this.#learnOne(kind, each);
  }

  /** `text` with every place hidden that holds something of a known value, or looks like a secret. */
  redact(text: string): string {
    const spans = merged(this.spansIn(text));
    if (spans.length === 0) return text;
    this.#hidden += spans.length;
    let shown = '';
    let from = 0;
    for (const span of spans) {
      shown += text.slice(from, span.from) + hiddenMark;
      from = span.to;
    }
    return shown + text.slice(from);
  }

  /** Whether `text` holds something to hide. */
  hides(text: string): boolean {
    return this.spansIn(text).length > 0;
  }

  /** The places of `text` to hide; they may overlap. */
  spansIn(text: string): readonly Span[] {
    const folded = fold(text);
    const spans: Span[] = [...patternSpans(text, this.#choice)];
    for (let from = 0; from + keyLength <= folded.length; from++) {
      const length = this.#longestAt(folded, from);
      if (length === 0) continue;
      spans.push({ from, to: from + length });
      from += length - 1;
    }
    return spans;
  }

  #longestAt(folded: string, from: number): number {
    const needles = this.#needles.get(folded.slice(from, from + keyLength)) ?? [];
    const lengths = needles.map(({ text, least }) => {
      const length = commonLength(folded, from, text);
      return length >= least ? length : 0;
    });
    return Math.max(0, ...lengths);
  }

  #learnOne(kind: ValueKind, value: string): void {
    if (value.length < shortest[kind] || this.#known.has(value)) return;
    this.#known.add(value);
    const beginning = beginningOf(kind, value);
    for (const encoded of encodingsOf(value)) {
      const text = fold(encoded);
      if (text.length < keyLength) continue;
      // An encoding is as telling as the part of the value that it spells.
      const ratio = text.length / value.length;
      const least = Math.ceil(beginning * Math.max(1, ratio));
      const key = text.slice(0, keyLength);
      const list = this.#needles.get(key) ?? [];
      list.push({ text, least: Math.min(least, text.length) });
      this.#needles.set(key, list);
    }
  }
}

/** How much of a value's beginning is enough to hide it. A site's own addresses and words are not. */
function beginningOf(kind: ValueKind, value: string): number {
  if (kind === 'input' || /\s|^https?:/i.test(value)) return value.length;
  const looksRandom = /\d|[a-z][A-Z]/.test(value.slice(0, shortestBeginning.random));
  return looksRandom ? shortestBeginning.random : shortestBeginning.worded;
}

/** A value, what it is when decoded, and the long parts that it is made of. */
function variantsOf(kind: ValueKind, value: string): readonly string[] {
  const plain = value.trim().replaceAll(/^"|"$/g, '');
  const decoded = decode(plain);
  const parts =
    kind === 'cookie' ? [plain, decoded].flatMap((each) => each.split(/[.|:;,&=~\s"{}[\]]+/)) : [];
  return [plain, decoded, ...parts.filter(({ length }) => length >= shortestPart)];
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // Not percent-encoded: it is what it is.
    return value;
  }
}

/** Lower case, of the same length. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from({ length: text.length }, (_, at) => {
    const unit = text.charAt(at).toLowerCase();
    return unit.length === 1 ? unit : text.charAt(at);
  }).join('');
}

function commonLength(text: string, from: number, needle: string): number {
  let length = 0;
  while (length < needle.length && text[from + length] === needle[length]) length++;
  return length;
}

function merged(spans: readonly Span[]): readonly Span[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

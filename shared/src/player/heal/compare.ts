/** How telling a word is on this page: 0 for what stands everywhere, about 1 for what stands once. */
export type Rarity = (word: string) => number;

/** How rare each word is among `all` elements (METHOD §2: inverse document frequency, scaled). */
export function rarityOf(all: readonly ReadonlySet<string>[]): Rarity {
  const holders = new Map<string, number>();
  for (const word of all.flatMap((words) => [...words]))
    holders.set(word, (holders.get(word) ?? 0) + 1);
  const count = all.length;
  if (count <= 1) return () => 1;
  return (word) => Math.log((count + 1) / ((holders.get(word) ?? 0) + 0.5)) / Math.log(count + 1);
}

/** What is in both sets. */
export function both(a: ReadonlySet<string>, b: ReadonlySet<string>): readonly string[] {
  return [...a].filter((word) => b.has(word));
}

/** What is in one of two sets at least. */
export function either(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a, ...b]);
}

const total = (words: Iterable<string>, rarity: Rarity) =>
  [...words].reduce((sum, word) => sum + rarity(word), 0);

/** The share of two sets that both have, weighted by rarity: 0 to 1. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>, rarity: Rarity): number {
  if (a.size === 0 || b.size === 0) return 0;
  const all = total(either(a, b), rarity);
  return all === 0 ? 0 : total(both(a, b), rarity) / all;
}

/** How much of the smaller set the other has, weighted by rarity: 0 to 1. */
export function containment(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  rarity: Rarity,
): number {
  if (a.size === 0 || b.size === 0) return 0;
  const smaller = Math.min(total(a, rarity), total(b, rarity));
  return smaller === 0 ? 0 : total(both(a, b), rarity) / smaller;
}

/** Length of the longest sequence that both have in order. */
export function commonSequence(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0);
  for (const item of a) {
    const next = [0];
    for (const [at, other] of b.entries())
      next.push(item === other ? row[at]! + 1 : Math.max(row[at + 1]!, next[at]!));
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** How alike two texts are spelled: 1 − Levenshtein's distance over the longer length. */
export function likeness(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const longer = Math.max(left.length, right.length);
  if (longer === 0) return 1;
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (const [line, item] of left.entries()) {
    const next = [line + 1];
    for (const [at, other] of right.entries())
      next.push(Math.min(row[at + 1]! + 1, next[at]! + 1, row[at]! + (item === other ? 0 : 1)));
    row = next;
  }
  return 1 - row.at(-1)! / longer;
}

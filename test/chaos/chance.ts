/** Numbers that look like chance and come again with their seed. */
export type Chance = {
  /** A whole number from 0 up to, and without, `below`. */
  readonly below: (below: number) => number;
  readonly pick: <T>(among: readonly T[]) => T;
};

/** SplitMix32: every seed gives a sequence of its own (Steele, Lea, Flood, OOPSLA 2014). */
export function chanceOf(seed: number): Chance {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  return { below, pick: (among) => among[below(among.length)]! };
}

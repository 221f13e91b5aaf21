/** A key for each of the texts, in their order; texts that are alike are told apart by their number. */
export function uniqueKeys(texts: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const times = seen.get(text) ?? 0;
    seen.set(text, times + 1);
    return times === 0 ? text : `${text}\u0000${times}`;
  });
}

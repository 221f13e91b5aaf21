/**
 * Remembers what `work` answers until the browser's own code is done with the event at hand: one act asks for the same many
 * times, and a page cannot change meanwhile.
 */
export function rememberedInTurn<Key extends object, Value>(
  work: (key: Key) => Value,
): (key: Key) => Value {
  let known: Map<Key, Value> | undefined;
  return (key) => {
    if (!known) {
      known = new Map();
      queueMicrotask(() => (known = undefined));
    }
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = work(key);
    known?.set(key, value);
    return value;
  };
}

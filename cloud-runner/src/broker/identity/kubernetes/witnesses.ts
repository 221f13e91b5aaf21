/** What the witness of a node last told. */
type Word = { readonly held: ReadonlySet<string>; readonly at: number };

/** What witnesses of nodes tell: of which pods anything is left there. Times in ms, of this process' own count. */
export type Witnesses = {
  /** Takes a node's word: all uids of which something is left on it. */
  hear(node: string, uids: readonly string[]): void;
  /** Whether a node's witness, having looked after `since`, found nothing of a pod. */
  isClear(node: string, uid: string, since: number): boolean;
  /** Whether a node's witness told anything lately. */
  isHeard(node: string): boolean;
  /** Whether a pod was on a node, and its witness has since found nothing of it. */
  hasLeft(uid: string): boolean;
};

/** So long after its last word, a witness is not counted on, in ms. */
const silentMs = 10_000;

/** Uids that left are remembered, the latest ones. */
const rememberedUids = 5_000;

/** Nobody told anything yet. */
export function makeWitnesses(now: () => number = () => performance.now()): Witnesses {
  const words = new Map<string, Word>();
  const left = new Set<string>();
  return {
    hear(node, uids) {
      const held = new Set(uids);
      for (const uid of words.get(node)?.held ?? []) if (!held.has(uid)) left.add(uid);
      for (const uid of uids) left.delete(uid);
      for (const uid of left) {
        if (left.size <= rememberedUids) break;
        left.delete(uid);
      }
      words.set(node, { held, at: now() });
    },
    isClear(node, uid, since) {
      const word = words.get(node);
      return word !== undefined && word.at > since && !word.held.has(uid);
    },
    isHeard(node) {
      const word = words.get(node);
      return word !== undefined && now() - word.at < silentMs;
    },
    hasLeft: (uid) => left.has(uid),
  };
}

import type { Isolation, StartedBrowser } from './browser.ts';
import { EngineError } from '@mayfly/shared/base/errors.ts';

/** What a pod can say of its fence when it asks for its keys. Plain text and booleans, to be carried in a claim. */
export type FenceFacts = Isolation & {
  /** Live addresses that were tried from inside, none of which answered. Empty where there is no inside. */
  refused: string[];
};

/** What must be tried: `answering` to see that trying works at all, `forbidden` to see that it fails inside. */
export type Proof = { answering: string; forbidden: readonly string[] };

const contactTimeoutMs = 5_000;

/**
 * Proves the fence, one round: `answering` and every forbidden target answer the pod itself, so they are live, and no
 * forbidden one answered from inside the browser's network. Throws EngineError fence-not-proved, broker-unreachable.
 */
export async function prove(
  { inside, isolation }: Pick<StartedBrowser, 'inside' | 'isolation'>,
  { answering, forbidden }: Proof,
): Promise<FenceFacts> {
  const [positive, ...live] = await Promise.all([answering, ...forbidden].map(answers));
  if (!positive) throw new EngineError('broker-unreachable');
  if (isolation.fence === 'proxy') return { ...isolation, refused: [] };
  if (!live.every(Boolean)) throw new EngineError('fence-not-proved');
  const silent = new Set(
    inside?.contacts.filter(({ answered }) => !answered).map(({ target }) => target),
  );
  if (!forbidden.every((target) => silent.has(target))) throw new EngineError('fence-not-proved');
  return { ...isolation, refused: [...forbidden] };
}

async function answers(address: string): Promise<boolean> {
  return fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(contactTimeoutMs) }).then(
    () => true,
    () => false,
  );
}

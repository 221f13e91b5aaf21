import { EngineError } from '@mayfly/shared/base/errors.ts';
import { accepts, authorityOf } from './contact.ts';
import type { Isolation, StartedBrowser } from './browser.ts';

/** What a pod can say of its fence: how it is shut in, and which live targets (`host:port`) it tried in vain. */
export type FenceFacts = Isolation & { refused: string[] };

/** What must be tried: `answering` to see that trying works at all, `forbidden` to see that it fails inside. */
export type Trial = {
  /** The broker's address. */
  answering: string;
  /** `host:port`, all of them alive, and reached by the pod itself. */
  forbidden: readonly string[];
  /** `host:port` that the pod itself does not reach either. */
  outOfReach?: readonly string[] | undefined;
};

const contactTimeoutMs = 5_000;

/**
 * Proves the fence, one round: the broker and every forbidden target answer the pod itself, so they are alive, and no
 * forbidden one answered from inside the browser's network, nor one that is out of reach. Where there is no inside, it says that nothing was tried.
 * Throws EngineError fence-not-proved, broker-unreachable.
 */
export async function prove(
  { inside, isolation }: Pick<StartedBrowser, 'inside' | 'isolation'>,
  { answering, forbidden, outOfReach = [] }: Trial,
): Promise<FenceFacts> {
  const [positive, ...live] = await Promise.all(
    [authorityOf(answering), ...forbidden].map((target) => accepts(target, contactTimeoutMs)),
  );
  if (!positive) throw new EngineError('broker-unreachable');
  if (isolation.fence === 'proxy') return { ...isolation, refused: [] };
  const silent = inside?.contacts.filter(({ answered }) => !answered) ?? [];
  const silentTargets = new Set(silent.map(({ target }) => target));
  const all = [...forbidden, ...outOfReach];
  const isProved = live.every(Boolean) && all.every((target) => silentTargets.has(target));
  if (!isProved) throw new EngineError('fence-not-proved');
  return { ...isolation, refused: all };
}

import { connect } from 'node:net';
import { EngineError } from '@mayfly/shared/base/errors.ts';
import type { Isolation, StartedBrowser } from './browser.ts';

/** What a pod can say of its fence: how it is shut in, and which live targets (`host:port`) it tried in vain. */
export type FenceFacts = Isolation & { refused: string[] };

/** What must be tried: `answering` to see that trying works at all, `forbidden` to see that it fails inside. */
export type Trial = {
  /** The broker's address. */
  answering: string;
  /** `host:port`, all of them alive. */
  forbidden: readonly string[];
};

const contactTimeoutMs = 5_000;

/**
 * Proves the fence, one round: the broker and every forbidden target answer the pod itself, so they are alive, and no
 * forbidden one answered from inside the browser's network. Where there is no inside, it says that nothing was tried.
 * Throws EngineError fence-not-proved, broker-unreachable.
 */
export async function prove(
  { inside, isolation }: Pick<StartedBrowser, 'inside' | 'isolation'>,
  { answering, forbidden }: Trial,
): Promise<FenceFacts> {
  const broker = new URL(answering);
  const port = broker.port || (broker.protocol === 'https:' ? '443' : '80');
  const [positive, ...live] = await Promise.all(
    [`${broker.hostname}:${port}`, ...forbidden].map(accepts),
  );
  if (!positive) throw new EngineError('broker-unreachable');
  if (isolation.fence === 'proxy') return { ...isolation, refused: [] };
  const silent = inside?.contacts.filter(({ answered }) => !answered) ?? [];
  const silentTargets = new Set(silent.map(({ target }) => target));
  const isProved = live.every(Boolean) && forbidden.every((target) => silentTargets.has(target));
  if (!isProved) throw new EngineError('fence-not-proved');
  return { ...isolation, refused: [...forbidden] };
}

/** Whether somebody accepts a connection at `host:port`. */
function accepts(target: string): Promise<boolean> {
  const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(target) ?? [];
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host, port: Number(port), timeout: contactTimeoutMs });
  socket.once('connect', () => resolve(true));
  for (const end of ['error', 'timeout'] as const) socket.once(end, () => resolve(false));
  return promise.finally(() => socket.destroy());
}

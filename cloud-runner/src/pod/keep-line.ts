import { pause } from '@mayfly/shared/player/abort.ts';
import type { Door } from '@mayfly/shared/api/client.ts';

/** Less than a door keeps a connection that nobody uses, in ms. */
const everyMs = 50_000;

/**
 * Keeps a connection to a door open until `signal` is aborted, so that what is asked then need not make one first. A door
 * that does not answer is asked again.
 */
export async function keepLine({ url, fetch }: Door, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    await pause(everyMs, signal).catch(() => undefined);
  }
}

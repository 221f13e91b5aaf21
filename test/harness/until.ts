import { setTimeout as delay } from 'node:timers/promises';

/** Asks until there is an answer. Throws when there is none after `withinMs`. */
export async function until<T>(
  ask: () => Promise<T | undefined> | T | undefined,
  withinMs = 60_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await delay(50);
  }
  throw new Error(`No answer within ${withinMs} ms`);
}

/** Lets a time pass in which something must not happen, or a fault lasts: the one wait that is for no state. */
export const watching = (forMs: number): Promise<void> => delay(forMs);

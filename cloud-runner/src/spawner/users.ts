import { readdirSync, statSync } from 'node:fs';

/** Whether this process may start others as any user. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Hands out users for pods, in turn, so that one is not used again soon. `next` counts on over restarts. */
export function nextPodUser(range: { first: number; count: number }, next: number): number {
  const taken = usersInUse();
  for (let step = 0; step < range.count; step += 1) {
    const user = range.first + ((next + step) % range.count);
    if (!taken.has(user)) return user;
  }
  throw new Error('every user of the range has processes');
}

function usersInUse(): Set<number> {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Set(
    ids.flatMap((id) => statSync(`/proc/${id}`, { throwIfNoEntry: false })?.uid ?? []),
  );
}

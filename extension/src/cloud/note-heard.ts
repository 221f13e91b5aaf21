import { freshness } from '../store/freshness.ts';

/** Remembers that the runner heard of this device just now: a beat or a link has its receipt. */
export async function noteHeard(): Promise<void> {
  const known = await freshness.getValue();
  await freshness.setValue({ schedules: 0, ...known, heardAt: Date.now() });
}

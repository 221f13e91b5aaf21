import { forgetLinks } from './charter.ts';
import { lockedDevice } from '../store/device.ts';
import { freshness } from '../store/freshness.ts';
import { knownHome } from '../store/home.ts';
import { lastKnown } from '../store/last-known.ts';
import { forgetRunNumbers } from '../store/run-numbers.ts';
import { runner } from '../store/runner.ts';
import { knownSignIns } from '../store/sign-ins.ts';
import { lock } from '../vault/device.ts';
import { discardAllDrafts } from '../vault/drafts.ts';

/**
 * Disconnects this browser: its keys go, and with them all that only they could open. What is stored at the runner stays
 * there, locked. The device goes last: without it, everything asks to connect.
 */
export async function forgetRunner(): Promise<void> {
  await discardAllDrafts();
  await forgetRunNumbers();
  await knownSignIns.removeValue();
  await freshness.removeValue();
  await knownHome.removeValue();
  await lastKnown.removeValue();
  await forgetLinks();
  await runner.removeValue();
  await lock();
  await lockedDevice.removeValue();
}

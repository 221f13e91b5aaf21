import { showBadge } from '../recording/badge.ts';
import { freshness } from '../store/freshness.ts';
import { warningOf } from '../store/freshness-warning.ts';
import { signInWarnings } from '../store/preferences.ts';
import { recordingItem } from '../store/recording.ts';
import { knownSignIns } from '../store/sign-ins.ts';
import { warningsOf } from '../vault/sign-in-warnings.ts';

/** Marks the toolbar button while something needs the person that only they can do; a recording comes first. */
export async function showWarnings(): Promise<void> {
  const recording = await recordingItem.getValue();
  if (recording) return;
  await showBadge((await needsPerson()) ? 'attention' : 'off');
}

/** Looks again whenever something that decides it changes. Must be called in the worker's first turn. */
export function watchWarnings(): void {
  const again = () => void showWarnings();
  for (const item of [knownSignIns, signInWarnings, recordingItem, freshness]) item.watch(again);
  again();
}

async function needsPerson(): Promise<boolean> {
  const now = Date.now();
  const [signIns, wanted, fresh] = await Promise.all([
    knownSignIns.getValue(),
    signInWarnings.getValue(),
    freshness.getValue(),
  ]);
  const warnings = warningsOf(Object.values(signIns), wanted, now);
  return warnings.length > 0 || warningOf(fresh, now) !== undefined;
}

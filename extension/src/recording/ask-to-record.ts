import { intentItem } from '../store/recording.ts';
import type { RecordingIntent } from '../store/recording.ts';

/**
 * Opens the side panel, which asks for the site and starts. Must be called in the very click (Chrome opens the panel
 * only then); done when the panel knows what it is about.
 */
export async function askToRecord(intent: RecordingIntent): Promise<void> {
  const opened = chrome.sidePanel.open({ windowId: intent.windowId });
  await intentItem.setValue(intent);
  await opened;
}

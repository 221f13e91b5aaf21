import { storage } from 'wxt/utils/storage';
import type { WxtStorageItem } from 'wxt/utils/storage';
import type { Automation } from '@mayfly/shared/automation/automation.ts';

/** An automation as it was edited and not saved yet. In memory only; dies when saved, or when the browser closes. */
export function editedAutomation(subject: string): WxtStorageItem<Automation | null, Record<string, unknown>> {
  return storage.defineItem<Automation | null>(`session:edited-${subject}`, { fallback: null });
}

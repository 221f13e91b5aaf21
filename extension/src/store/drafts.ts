import { storage } from 'wxt/utils/storage';
import type { Draft } from '../recording/draft.ts';

/** The last draft, unlocked, until it is reviewed. In memory only; dies when the browser closes. */
const openDraft = storage.defineItem<Draft | null>('session:open-draft', { fallback: null });

/** Keeps a recording that was stopped, until it is saved or discarded. */
export async function saveDraft(draft: Draft): Promise<void> {
  await openDraft.setValue(draft);
}

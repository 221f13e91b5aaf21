import { say, strong } from '../base/sentence.ts';
import { defineStep } from './define-step.ts';
import { tabField, tabName } from './tab-field.ts';

/** Closes a tab; the one opened before it is turned to. */
export const closeTab = defineStep({
  type: 'close-tab',
  title: 'Close a tab',
  effect: 'read',
  fields: { tab: tabField },
  example: { tab: 1 },
  fromEvent: (event) =>
    event.kind === 'tab' && event.act === 'close' ? { tab: event.tab } : undefined,
  sentence: ({ tab }) => say`Close ${strong(tabName(tab))}`,
  async execute({ tab }, { tabs }) {
    await tabs.close(tab);
  },
});

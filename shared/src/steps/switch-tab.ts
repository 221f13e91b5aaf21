import { say, strong } from '../base/sentence.ts';
import { defineStep } from './define-step.ts';
import { tabField, tabName } from './tab-field.ts';

/** Turns to another tab; waits for it when a link or a script is only opening it. */
export const switchTab = defineStep({
  type: 'switch-tab',
  title: 'Turn to a tab',
  effect: 'read',
  fields: { tab: tabField },
  example: { tab: 1 },
  fromEvent: (event) => {
    if (event.kind !== 'tab' || event.act === 'close') return undefined;
    return event.act === 'switch' || event.by === 'page' ? { tab: event.tab } : undefined;
  },
  absorbs: (previous, values) => (previous.type === 'switch-tab' ? values : undefined),
  sentence: ({ tab }) => say`Turn to ${strong(tabName(tab))}`,
  async execute({ tab }, { tabs }) {
    await tabs.switchTo(tab);
  },
});

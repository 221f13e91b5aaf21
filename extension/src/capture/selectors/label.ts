import { labelText } from '../name.ts';
import { everyElement } from './every-element.ts';
import { quoted } from './strategy.ts';
import type { Strategy } from './strategy.ts';

const labelled = 'input,select,textarea,button,output,meter,progress';

/** The label's words beside a field, whatever the field's role is. */
export const label: Strategy = {
  kind: 'label',
  pierces: true,
  write: (element) => {
    const argument = quoted(labelText(element));
    return labelText(element) && argument && `::-p-aria([name=${argument}])`;
  },
  find: function* (root, element) {
    const label = labelText(element);
    for (const other of everyElement(root, labelled)) if (labelText(other) === label) yield other;
  },
};

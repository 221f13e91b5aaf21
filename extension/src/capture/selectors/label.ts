import { labelText } from '../name.ts';
import { quoted } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** The label's words beside a field, whatever the field's role is. */
export const label: Strategy = {
  kind: 'label',
  write: (element) => {
    const argument = quoted(labelText(element));
    return labelText(element) && argument && `::-p-aria([name=${argument}])`;
  },
  find: (root, element) =>
    [...root.querySelectorAll('input,select,textarea,button,output,meter,progress')].filter(
      (other) => labelText(other) === labelText(element),
    ),
};

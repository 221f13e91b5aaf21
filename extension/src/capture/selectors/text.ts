import { isEditable } from '../field.ts';
import { oneLine } from '../name.ts';
import { shadowsUnder } from './every-element.ts';
import { quoted } from './strategy.ts';
import type { Strategy } from './strategy.ts';

const maxText = 60;
const unread = 'script,style,head,input,textarea,select';

/** The text that puppeteer's own text query reads; no field's value, since those are never held on to. */
function ownText(element: Element): string {
  if (element.matches(unread) || isEditable(element)) return '';
  const text = (element.textContent ?? '').trim();
  return text === oneLine(text) && text.length <= maxText ? text : '';
}

/** The innermost elements that hold the text, as puppeteer's `::-p-text` finds them. `deep`: there are shadow roots. */
function* holders(root: ParentNode, text: string, deep: boolean): Generator<Element> {
  for (const element of root.children) {
    const isHeld = element.textContent?.includes(text);
    if ((!isHeld && !deep) || element.matches(unread)) continue;
    let isHeldInside = false;
    for (const inner of holders(element.shadowRoot ?? element, text, deep)) {
      isHeldInside = true;
      yield inner;
    }
    if (isHeld && !isHeldInside) yield element;
  }
}

/** Words that a person reads on the element. */
export const text: Strategy = {
  kind: 'text',
  pierces: true,
  write: (element) => {
    const argument = quoted(ownText(element));
    return ownText(element) && argument && `::-p-text(${argument})`;
  },
  find: (root, element) => holders(root, ownText(element), shadowsUnder(root).length > 0),
};

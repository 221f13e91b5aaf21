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

/** Whether words that stand in a root stand nowhere else in it: then nobody need look for them. */
function isSaidOnce(root: Document | ShadowRoot, words: string): boolean {
  const text = (root instanceof Document ? root.body : root).textContent ?? '';
  const first = text.indexOf(words);
  return first !== -1 && !text.includes(words, first + 1);
}

/** The only holder there is, where nothing else in the page says the same. */
function* onlyHolder(element: Element, text: string): Generator<Element> {
  const inner = [...element.children].find((child) => child.textContent?.includes(text));
  if (inner) yield* onlyHolder(inner, text);
  else yield element;
}

function find(root: Document | ShadowRoot, element: Element): Iterable<Element> {
  const text = ownText(element);
  const isDeep = shadowsUnder(root).length > 0;
  return !isDeep && isSaidOnce(root, text)
    ? onlyHolder(element, text)
    : holders(root, text, isDeep);
}

/** Words that a person reads on the element. */
export const text: Strategy = {
  kind: 'text',
  pierces: true,
  write: (element) => {
    const argument = quoted(ownText(element));
    return ownText(element) && argument && `::-p-text(${argument})`;
  },
  find,
};

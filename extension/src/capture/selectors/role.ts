import { accessibleName, oneLine } from '../name.ts';
import { mayHaveRole, roleOf } from '../role.ts';
import { everyElement } from './every-element.ts';
import { quoted } from './strategy.ts';
import type { Strategy } from './strategy.ts';

const maxName = 100;

/** Chromium guesses whether a table holds data or only lays out the page, and gives it other roles then. */
const guessed = ':is(table,tr,td,th):not([role])';

/** Role and name, as a screen reader says them. */
export const role: Strategy = {
  kind: 'role',
  pierces: true,
  write: (element) => {
    if (element.matches(guessed)) return undefined;
    const [role, name] = [roleOf(element), accessibleName(element)];
    const argument = name.length <= maxName ? quoted(name) : undefined;
    return role && name && argument && `::-p-aria([name=${argument}][role="${role}"])`;
  },
  find: function* (root, element) {
    const [role, name] = [roleOf(element), accessibleName(element)];
    if (!role) return;
    for (const other of everyElement(root, mayHaveRole(role)))
      if (roleOf(other) === role && isNamed(other, name)) yield other;
  },
};

const naming =
  '[aria-labelledby],[aria-label],[title],[placeholder],[alt],[aria-hidden],label *,[id],input,select,textarea,table';

/** Whether an element has this name. Most have no other part than a text, and nothing that names them: the text does. */
function isNamed(element: Element, name: string): boolean {
  const isPlain = element.childElementCount === 0 && !element.shadowRoot;
  if (isPlain && !element.matches(naming)) return oneLine(element.textContent) === name;
  return accessibleName(element) === name;
}

import { accessibleName } from '../name.ts';
import { roleOf } from '../role.ts';
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
  find: (root, element) => {
    const [role, name] = [roleOf(element), accessibleName(element)];
    return everyElement(root).filter(
      (other) => roleOf(other) === role && accessibleName(other) === name,
    );
  },
};

import type { Target } from '@mayfly/shared/base/target.ts';
import { fingerprintOf } from './fingerprint.ts';
import { framePath } from './frame-path.ts';
import { accessibleName, oneLine, visibleText } from './name.ts';
import { rankedSelectors } from './rank.ts';
import { roleOf } from './role.ts';
import { isEditable } from './field.ts';

/** What a person would call an element: its name, its words, else what it is. */
export function spokenName(element: Element): string {
  const words = () => (isEditable(element) ? '' : visibleText(element, 100));
  const fallback =
    element.getAttribute('name') || element.id || roleOf(element) || element.localName;
  return (accessibleName(element) || words() || oneLine(fallback)).slice(0, 100);
}

/** All that is kept of an element, to find it again and to speak of it. `toRead`: it will say something else by then. */
export function targetOf(element: Element, toRead = false): Target {
  const role = roleOf(element);
  const frame = framePath();
  return {
    name: spokenName(element),
    ...(role && { role }),
    selectors: rankedSelectors(element, toRead),
    ...(frame.length > 0 && { frame }),
    fingerprint: fingerprintOf(element),
  };
}

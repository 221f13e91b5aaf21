import type { Fingerprint } from '@mayfly/shared/base/fingerprint.ts';
import { headingAbove } from './heading.ts';
import { chainOf } from './interactive.ts';
import { accessibleName, labelText, oneLine, visibleText } from './name.ts';
import { neighboursOf } from './neighbours.ts';
import { roleOf } from './role.ts';
import { xpathStep } from './selectors/xpath.ts';
import { isEditable } from './field.ts';
import { around, sketched } from './sketch.ts';

const landmarkTags: Record<string, string> = {
  aside: 'aside',
  dialog: 'dialog',
  footer: 'footer',
  form: 'form',
  header: 'header',
  main: 'main',
  nav: 'nav',
  table: 'table',
};
const landmarkRoles: Record<string, string> = {
  banner: 'header',
  complementary: 'aside',
  contentinfo: 'footer',
  dialog: 'dialog',
  form: 'form',
  main: 'main',
  navigation: 'nav',
  table: 'table',
};

function landmarksOf(element: Element): string[] {
  return [...chainOf(element)]
    .flatMap(
      (each) =>
        landmarkRoles[each.getAttribute('role') ?? ''] ?? landmarkTags[each.localName] ?? [],
    )
    .toReversed();
}

function idPath(element: Element): string | undefined {
  const steps: string[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (at.id && !at.id.includes('"')) return [`//*[@id="${at.id}"]`, ...steps].join('/');
    steps.unshift(xpathStep(at));
  }
  return undefined;
}

function siblingsOf(element: Element): { ordinal: number; count: number } {
  const alike = [...(element.parentNode?.children ?? [element])].filter(
    (each) => each.localName === element.localName && roleOf(each) === roleOf(element),
  );
  return { ordinal: Math.max(0, alike.indexOf(element)), count: Math.max(1, alike.length) };
}

/** A button's word, a tick box's meaning; of any other field the value is what was typed, and is never read. */
function ownValue(element: Element): string | undefined {
  if (element instanceof HTMLButtonElement) return element.value || undefined;
  const holdsWords =
    'input:is([type=submit],[type=button],[type=reset],[type=checkbox],[type=radio])';
  return element.matches(holdsWords) ? (element.getAttribute('value') ?? undefined) : undefined;
}

/** Longer texts are hardly ever the same, and long to compare. */
const longestCompared = 100;

function sameTextCount(element: Element, text: string): number | undefined {
  if (!text || text.length > longestCompared) return undefined;
  const root = element.getRootNode() as Document | ShadowRoot;
  const own = oneLine(element.textContent);
  return [...root.querySelectorAll(element.localName)].filter(
    (each) => oneLine(each.textContent) === own,
  ).length;
}

function withoutEmpty<Facts extends object>(facts: Facts): Facts {
  const kept = Object.entries(facts).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(kept) as Facts;
}

function words(element: Element) {
  const attribute = (name: string): string | undefined => element.getAttribute(name)?.slice(0, 400);
  const image = element.querySelector('img[alt]');
  const typed = element.matches('input,textarea,select') || isEditable(element);
  const text = typed ? '' : visibleText(element);
  return {
    visibleText: text,
    sameText: sameTextCount(element, text),
    accessibleName: accessibleName(element).slice(0, 400),
    value: ownValue(element)?.slice(0, 400),
    alt: attribute('alt'),
    title: attribute('title'),
    placeholder: attribute('placeholder'),
    imageAlt: image?.getAttribute('alt')?.slice(0, 400),
    label: labelText(element).slice(0, 400),
    heading: headingAbove(element),
  };
}

/**
 * What is known of an element besides its selectors, so that a changed page can be searched for its like.
 * Source: METHOD §7. What a person typed is never part of it.
 */
export function fingerprintOf(element: Element): Fingerprint {
  const own = sketched(element, 400);
  const others = around(element);
  const { scrollWidth, scrollHeight } = document.documentElement;
  return withoutEmpty({
    ...own,
    tag: element.localName,
    idPath: idPath(element),
    role: roleOf(element),
    type: element.getAttribute('type') ?? undefined,
    ...words(element),
    neighbours: neighboursOf(element, own.box, others),
    landmarks: landmarksOf(element),
    siblings: siblingsOf(element),
    page: { width: scrollWidth, height: scrollHeight, scrollX, scrollY },
    sketch: others.map(({ sketch }) => sketch),
  });
}

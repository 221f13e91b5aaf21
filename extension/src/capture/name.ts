import { rememberedInTurn } from './in-turn.ts';
import { roleOf } from './role.ts';

const namedByContent = new Set([
  'button',
  'cell',
  'checkbox',
  'columnheader',
  'gridcell',
  'heading',
  'link',
  'menuitem',
  'menuitemcheckbox',
  'menuitemradio',
  'option',
  'radio',
  'row',
  'rowheader',
  'switch',
  'tab',
  'tooltip',
  'treeitem',
  'DisclosureTriangle',
]);

const hidden = new Set(['script', 'style', 'noscript', 'template']);

/** One line of text: every run of white space is one space. */
export function oneLine(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

/** Text that a person reads in an element, pictures by their alternative; never what was typed into a field. */
export function visibleText(node: Node, limit = 400): string {
  let text = '';
  const visit = (at: Node): void => {
    if (text.length > limit) return;
    if (at instanceof Text) text += at.data;
    if (!(at instanceof Element)) return;
    if (hidden.has(at.localName) || at.getAttribute('aria-hidden') === 'true') return;
    if (at !== node && !at.checkVisibility({ visibilityProperty: true })) return;
    if (at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement) return;
    const label = at === node ? null : (at.getAttribute('aria-label') ?? at.getAttribute('alt'));
    if (label) {
      text += ` ${label} `;
      return;
    }
    const block = at !== node && getComputedStyle(at).display !== 'inline';
    if (block) text += ' ';
    for (const child of (at.shadowRoot ?? at).childNodes) visit(child);
    if (block) text += ' ';
  };
  visit(node);
  return oneLine(text).slice(0, limit);
}

function byIds(element: Element, attribute: string): string {
  const ids = element.getAttribute(attribute)?.trim().split(/\s+/) ?? [];
  const root = element.getRootNode() as Document | ShadowRoot;
  return oneLine(
    ids
      .map((id) => root.getElementById(id))
      .map((found) => (found ? visibleText(found) : ''))
      .join(' '),
  );
}

/** Text of the labels of a form control; empty for everything else. */
export const labelText = rememberedInTurn((element: Element): string => {
  const labels =
    'labels' in element ? (element.labels as NodeListOf<HTMLLabelElement> | null) : null;
  return oneLine([...(labels ?? [])].map((label) => visibleText(label)).join(' '));
});

function captionText(element: Element): string {
  const caption = element.matches('table,fieldset,figure')
    ? element.querySelector(':scope > :is(caption,legend,figcaption)')
    : null;
  return caption ? visibleText(caption) : '';
}

function buttonValue(element: Element): string {
  if (!(element instanceof HTMLInputElement)) return '';
  if (element.type === 'submit') return element.value || 'Submit';
  if (element.type === 'reset') return element.value || 'Reset';
  return element.type === 'button' ? element.value : '';
}

/**
 * What a screen reader calls an element; empty where it has no name. What was typed into a field is never part of it.
 * Source: Accessible Name and Description Computation 1.2, steps 2B to 2I, without generated content.
 */
export const accessibleName = rememberedInTurn((element: Element): string => {
  const attribute = (name: string): string => oneLine(element.getAttribute(name));
  const role = roleOf(element);
  return (
    byIds(element, 'aria-labelledby') ||
    attribute('aria-label') ||
    labelText(element) ||
    buttonValue(element) ||
    captionText(element) ||
    (element instanceof HTMLImageElement || element instanceof HTMLInputElement
      ? attribute('alt')
      : '') ||
    (role && namedByContent.has(role) ? visibleText(element) : '') ||
    attribute('title') ||
    attribute('placeholder')
  );
});

import { canBeSeen } from './field.ts';
import { roleOf } from './role.ts';

const actedOn = new Set([
  'button',
  'checkbox',
  'combobox',
  'gridcell',
  'link',
  'listbox',
  'menuitem',
  'menuitemcheckbox',
  'menuitemradio',
  'option',
  'radio',
  'searchbox',
  'slider',
  'spinbutton',
  'switch',
  'tab',
  'textbox',
  'treeitem',
  'DisclosureTriangle',
]);

/** Whether an element is there to be acted on, by its role or by taking the focus. */
export function isInteractive(element: Element): boolean {
  const role = roleOf(element);
  if (role && actedOn.has(role)) return true;
  return (
    element instanceof HTMLElement &&
    (element.isContentEditable ||
      (element.hasAttribute('tabindex') && element.tabIndex >= 0 && element !== document.body))
  );
}

/** The parent as a person sees it: out of a shadow root to its host, out of a slot to where it is shown. */
export function shownParent(element: Element): Element | undefined {
  const parent = element.assignedSlot ?? element.parentNode;
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : undefined;
}

/** The element and what it lies in, innermost first, through open shadow roots. */
export function* chainOf(element: Element): Generator<Element> {
  for (let at: Element | undefined = element; at; at = shownParent(at)) yield at;
}

/** Cells, rows and lists are clicked for what they hold; further out, a control has nothing to do with the click. */
const looked = 6;

/**
 * What a person means who clicks on a TD, LI, SPAN or svg: the nearest interactive element around it, else the only
 * control inside it, else the thing itself.
 * Source: METHOD §7.
 */
export function meantBy(element: Element): Element {
  const around = [...chainOf(element)].slice(0, looked).find(isInteractive);
  if (around) return around;
  const inside = [...element.querySelectorAll('*')].filter(
    (inner) => isInteractive(inner) && canBeSeen(inner),
  );
  const only = inside.length === 1 ? inside[0] : undefined;
  if (only) return only;
  return element instanceof SVGElement ? outOfPicture(element) : element;
}

function outOfPicture(element: SVGElement): Element {
  return (element.ownerSVGElement ?? element).parentElement ?? element;
}

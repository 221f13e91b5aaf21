const inputRoles: Record<string, string> = {
  button: 'button',
  checkbox: 'checkbox',
  email: 'textbox',
  image: 'button',
  number: 'spinbutton',
  radio: 'radio',
  range: 'slider',
  reset: 'button',
  search: 'searchbox',
  submit: 'button',
  tel: 'textbox',
  text: 'textbox',
  url: 'textbox',
};

const tagRoles: Record<string, string> = {
  article: 'article',
  aside: 'complementary',
  button: 'button',
  dialog: 'dialog',
  fieldset: 'group',
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  img: 'image',
  li: 'listitem',
  main: 'main',
  nav: 'navigation',
  ol: 'list',
  option: 'option',
  progress: 'progressbar',
  summary: 'DisclosureTriangle',
  table: 'table',
  td: 'cell',
  textarea: 'textbox',
  th: 'columnheader',
  tr: 'row',
  ul: 'list',
};

function inputRole(input: HTMLInputElement): string | undefined {
  const role = inputRoles[input.type];
  return input.list && (role === 'textbox' || role === 'searchbox') ? 'combobox' : role;
}

/**
 * The role that Chromium gives an element: what the page says by `role`, else what the element is.
 * Undefined where an element has none, or where guessing it needs more than the element itself.
 * Source: HTML Accessibility API Mappings 1.0, the rows that a person can act on or read.
 */
export function roleOf(element: Element): string | undefined {
  const said = element.getAttribute('role')?.trim().split(/\s+/)[0];
  if (said) return said;
  if (element instanceof HTMLInputElement) return inputRole(element);
  if (element instanceof HTMLSelectElement)
    return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
  if (element instanceof HTMLAnchorElement) return element.href ? 'link' : undefined;
  return tagRoles[element.localName];
}

/** A CSS selector for all elements that can have a role; some of them have another. */
export function mayHaveRole(role: string): string {
  const tags = Object.keys(tagRoles).filter((tag) => tagRoles[tag] === role);
  return [...tags, 'a', 'input', 'select', `[role*="${CSS.escape(role)}"]`].join(',');
}

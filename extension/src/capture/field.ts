const notTyped = new Set([
  'button',
  'checkbox',
  'file',
  'hidden',
  'image',
  'radio',
  'reset',
  'submit',
]);

/** A field that a person types into: an input that takes text, a text area, or an editable part of the page. */
export function typedField(element: Element): HTMLElement | undefined {
  if (element instanceof HTMLTextAreaElement) return element;
  if (element instanceof HTMLInputElement) return notTyped.has(element.type) ? undefined : element;
  if (!isEditable(element)) return undefined;
  let host = element as HTMLElement;
  while (host.parentElement?.isContentEditable) host = host.parentElement;
  return host;
}

/** A tick box or a radio button. */
export function tickBox(element: Element): HTMLInputElement | undefined {
  const isTickBox =
    element instanceof HTMLInputElement &&
    (element.type === 'checkbox' || element.type === 'radio');
  return isTickBox ? element : undefined;
}

/** Whether a tick box can be seen: many pages hide theirs and draw the label instead. */
export function canBeSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return (
    width > 2 &&
    height > 2 &&
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  );
}

/** Whether a person types into the element itself, so that its text is theirs and not the page's. */
export function isEditable(element: Element): boolean {
  return element instanceof HTMLElement && element.isContentEditable;
}

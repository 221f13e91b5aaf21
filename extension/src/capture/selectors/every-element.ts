/** Every element under a root, those of the open shadow roots inside it too. */
export function everyElement(root: Document | ShadowRoot): Element[] {
  const elements = [...root.querySelectorAll('*')];
  const shadows = elements.flatMap(({ shadowRoot }) => shadowRoot ?? []);
  return elements.concat(...shadows.map(everyElement));
}

/** Whether an element takes part in what is drawn, though perhaps off screen. */
export function isDrawn(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** One act asks for the same several times; to look through a large page takes milliseconds each time. */
const remembered = new WeakMap<ParentNode, { at: number; shadows: ShadowRoot[] }>();
const rememberedMs = 20;

/** The open shadow roots right under a root, not those inside of them. */
export function shadowsUnder(root: ParentNode): ShadowRoot[] {
  const known = remembered.get(root);
  if (known && performance.now() - known.at < rememberedMs) return known.shadows;
  const shadows: ShadowRoot[] = [];
  for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) shadows.push(shadowRoot);
  remembered.set(root, { at: performance.now(), shadows });
  return shadows;
}

/** Every element under a root that `css` selects, one by one, those of the open shadow roots inside it too. */
export function* everyElement(root: ParentNode, css: string): Generator<Element> {
  yield* root.querySelectorAll(css);
  for (const shadow of shadowsUnder(root)) yield* everyElement(shadow, css);
}

/** Whether an element takes part in what is drawn, though perhaps off screen. */
export function isDrawn(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

import { rememberedInTurn } from '../in-turn.ts';

/** The open shadow roots right under a root, not those inside of them. */
export const shadowsUnder = rememberedInTurn((root: ParentNode): readonly ShadowRoot[] => {
  const shadows: ShadowRoot[] = [];
  for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) shadows.push(shadowRoot);
  return shadows;
});

/** Every element under a root that `css` selects, one by one, those of the open shadow roots inside it too. */
export function* everyElement(root: ParentNode, css: string): Generator<Element> {
  yield* root.querySelectorAll(css);
  for (const shadow of shadowsUnder(root)) yield* everyElement(shadow, css);
}

/** Whether an element takes part in what is drawn, though perhaps off screen. */
export function isDrawn(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

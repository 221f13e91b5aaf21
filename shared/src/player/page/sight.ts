import type { Kit, Spot } from './kit.ts';

/** What a person can see, and where a click reaches it. Sent as source: see {@link Kit}. */
export const sight: Pick<Kit, 'isShown' | 'standIn' | 'boxOf' | 'spotOf'> & ThisType<Kit> = {
  /** Whether a person can see an element, or a label that stands for it. It may lie outside the window. */
  isShown(element: Element): boolean {
    const { width, height } = this.boxOf(this.standIn(element));
    return (
      width > 0 && height > 0 && this.standIn(element).checkVisibility({ visibilityProperty: true })
    );
  },

  /** The element itself; for a box or a file field that a site hides, its label that shows. */
  standIn(element: Element): Element {
    const shows = (each: Element) => {
      const { width, height } = each.getBoundingClientRect();
      return (
        width > 1 &&
        height > 1 &&
        each.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      );
    };
    if (
      !element.matches('input[type=checkbox],input[type=radio],input[type=file]') ||
      shows(element)
    )
      return element;
    return [...((element as HTMLInputElement).labels ?? [])].find(shows) ?? element;
  },

  /** Where an element is; one without a size of its own is where its first child with a size is. */
  boxOf(element: Element): DOMRect {
    const own = element.getBoundingClientRect();
    if (own.width > 0 && own.height > 0) return own;
    for (const child of element.children) {
      const box = this.boxOf(child);
      if (box.width > 0 && box.height > 0) return box;
    }
    return own;
  },

  /** Where to click an element so that the click reaches it. It is scrolled to when it lies outside the window. */
  spotOf(element: Element): Spot {
    const stand = this.standIn(element);
    const isInside = (inner: Node | null, outer: Element): boolean => {
      for (let at = inner; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
        if (at === outer) return true;
        if (at instanceof Element && at.assignedSlot && isInside(at.assignedSlot, outer))
          return true;
      }
      return false;
    };
    const topAt = (x: number, y: number): Element | null => {
      let top = document.elementFromPoint(x, y);
      while (top?.shadowRoot) {
        const inner = top.shadowRoot.elementFromPoint(x, y);
        if (!inner || inner === top) break;
        top = inner;
      }
      return top;
    };
    const reaches = (top: Element | null): boolean => {
      if (!top) return false;
      if (isInside(top, stand)) return true;
      const label = top.closest('label');
      if (label && label.control === element) return true;
      // An element that lets clicks through gives them to what holds it.
      return getComputedStyle(stand).pointerEvents === 'none' && isInside(stand, top);
    };
    const points = () => {
      const rects = [this.boxOf(stand), ...stand.getClientRects()];
      const middles = rects.map((box) => [box.x + box.width / 2, box.y + box.height / 2] as const);
      const { x, y, width, height } = rects[0]!;
      const edges = [0.1, 0.9].map((part) => [x + width * part, y + height * part] as const);
      return [...middles, ...edges];
    };
    const isInWindow = ([x, y]: readonly [number, number]) =>
      x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
    const open = () => points().find((point) => isInWindow(point) && reaches(topAt(...point)));
    let spot = open();
    if (!spot) {
      stand.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      spot = open();
    }
    if (spot) return { x: spot[0], y: spot[1] };
    const [middle] = points();
    const over = topAt(...middle!);
    return {
      coveredBy: over ? over.localName + (over.id ? `#${over.id}` : '') : 'the edge of the window',
    };
  },
};

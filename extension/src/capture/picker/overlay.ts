const style = `
:host { all: initial; position: fixed; inset: 0; margin: 0; border: 0; padding: 0; width: auto; height: auto;
  background: none; overflow: visible; pointer-events: none; }
div { position: fixed; box-sizing: border-box; pointer-events: none; border-radius: 3px; }
.box { border: 2px solid #5b5bd6; background: rgb(91 91 214 / 12%); }
.like { border: 1px dashed #5b5bd6; }
.words { max-width: 60vw; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; padding: 3px 8px;
  color: #fff; background: #3f3fa8; font: 12px/18px system-ui, sans-serif; }
`;

/** Boxes and words drawn over the page, where the page's own scripts and styles cannot reach. */
export type Overlay = {
  /** Draws a strong box round `element`, thin ones round those `alike`, and words above. */
  show: (element: Element, words: string, alike?: readonly Element[]) => void;
  /** Whether an event's element is the overlay's own. */
  owns: (target: EventTarget | null) => boolean;
  remove: () => void;
};

function place(box: HTMLElement, { left, top, width, height }: DOMRect): void {
  Object.assign(box.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
}

function drawn(className: string, element: Element): HTMLElement {
  const box = document.createElement('div');
  box.className = className;
  place(box, element.getBoundingClientRect());
  return box;
}

function drawnWords(words: string, element: Element): HTMLElement {
  const label = document.createElement('div');
  label.className = 'words';
  label.textContent = words;
  const { left, top } = element.getBoundingClientRect();
  Object.assign(label.style, { left: `${Math.max(4, left)}px`, top: `${Math.max(4, top - 28)}px` });
  return label;
}

/** Lays the overlay over the page, above dialogs too: it is a popover with a closed shadow root. */
export function layOverlay(): Overlay {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  host.popover = 'manual';
  document.documentElement.append(host);
  host.showPopover();
  return {
    show: (element, words, alike = []) =>
      root.replaceChildren(
        ...alike.map((each) => drawn('like', each)),
        drawn('box', element),
        drawnWords(words, element),
      ),
    owns: (target) => target === host,
    remove: () => host.remove(),
  };
}

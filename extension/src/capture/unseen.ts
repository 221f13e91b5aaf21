import { listen } from './recorder-port.ts';
import type { RecorderPort, Unseen } from './recorder-port.ts';

/** What hides the inside of an element from the player: a file chooser, or a closed shadow root. */
export function unseenAt(element: Element): Unseen | undefined {
  if (element instanceof HTMLInputElement && element.type === 'file') return 'file';
  if (!(element instanceof HTMLElement) || element.shadowRoot) return undefined;
  // Chrome lets an extension see closed shadow roots; puppeteer cannot get into them, so what is inside is not recorded.
  return chrome.dom?.openOrClosedShadowRoot(element) ? 'closed-shadow' : undefined;
}

function isClosed(element: Element, sites: readonly string[]): boolean {
  // Not by `instanceof`: the element may belong to the document around this one.
  if (element.localName !== 'iframe') return false;
  const frame = element as HTMLIFrameElement;
  if (frame.contentDocument) return false;
  return !URL.canParse(frame.src) || !sites.includes(new URL(frame.src).origin);
}

/** This document and those around it that it may see: focus may go from one frame to the next past the page. */
function visibleDocuments(): Document[] {
  const documents: Document[] = [];
  try {
    for (let at: Window = self; ; at = at.parent) {
      documents.push(at.document);
      if (at === top) return documents;
    }
  } catch {
    // The frame around this one is of another site, and hears of its own focus itself.
    return documents;
  }
}

/** Notes when a person turns to a frame of a site that is not part of the recording: its clicks are heard by nobody here. */
export function noteClosedFrames(port: RecorderPort, sites: () => readonly string[]): void {
  const onBlur = (event: FocusEvent): void => {
    if (!event.isTrusted) return port.leaveOut('untrusted');
    const focused = visibleDocuments().flatMap(({ activeElement }) => activeElement ?? []);
    if (focused.some((element) => isClosed(element, sites()))) port.noteUnseen('closed-frame');
  };
  window.addEventListener('blur', onBlur, { signal: port.signal });
}

/** Notes a file that is dropped or chosen: it stays on this computer. */
export function noteFiles(port: RecorderPort): void {
  listen(port, 'drop', (event) => {
    if (event.dataTransfer?.files.length) port.noteUnseen('file');
  });
}

import type { FrameRef } from '@mayfly/shared/base/target.ts';
import { rankedSelectors } from './rank.ts';

function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/, '');
}

function frameElementOf(inner: Window): Element | null {
  try {
    return inner.frameElement;
  } catch {
    // A frame of another site may not see the element that holds it.
    return null;
  }
}

/** Ancestors of another site say no more than their origin. */
function hiddenFrames(): FrameRef[] {
  const above = [...location.ancestorOrigins].slice(0, -1).toReversed();
  return above.map((origin) => ({ url: `${origin}/` }));
}

/** The way from the page to this frame, outermost first; empty in the page itself. */
export function framePath(): FrameRef[] {
  const path: FrameRef[] = [];
  for (let at: Window = self; at !== top; at = at.parent) {
    const element = frameElementOf(at);
    if (!element && at === self) return [...hiddenFrames(), { url: withoutQuery(location.href) }];
    if (!element) return path;
    path.unshift({ url: withoutQuery(at.location.href), selectors: rankedSelectors(element) });
  }
  return path;
}

import type { RecorderPort } from './recorder-port.ts';

/** How a page came to be shown. `script`: the page changed its own address and stayed. */
export type Arrival = 'load' | 'reload' | 'back' | 'forward' | 'script';

/** What the top frame tells of its address. */
export type AddressPort = RecorderPort & {
  arrived: (how: Arrival) => void;
  /** The page itself is going to another document: a link, a form or a script; not a person by the address bar. */
  leaving: (to: string) => void;
};

function arrivalOfDocument(): Arrival {
  const [timing] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (timing?.type === 'reload') return 'reload';
  return timing?.type === 'back_forward' ? traversal() : 'load';
}

/** Back, unless the browser says that it went forward. */
function traversal(): Arrival {
  const { from, entry } = navigation.activation ?? {};
  return from && entry && entry.index > from.index ? 'forward' : 'back';
}

/** Tells where the tab is, how it got there, and whether the page itself is about to leave. */
export function watchAddress(port: AddressPort): void {
  const { signal } = port;
  port.arrived(arrivalOfDocument());

  window.addEventListener(
    'pageshow',
    (event) => {
      if (event.persisted) port.arrived(traversal());
    },
    { signal },
  );

  /** A traversal inside the document that a person asked for by the browser’s own buttons. */
  let traversed: Arrival | undefined;
  navigation.addEventListener(
    'navigate',
    ({ destination, downloadRequest, navigationType, userInitiated }) => {
      if (downloadRequest !== null) return;
      if (!destination.sameDocument && navigationType !== 'traverse')
        return port.leaving(destination.url);
      const index = navigation.currentEntry?.index ?? 0;
      const isAsked = navigationType === 'traverse' && userInitiated;
      traversed = isAsked ? (destination.index < index ? 'back' : 'forward') : undefined;
    },
    { signal },
  );
  navigation.addEventListener(
    'currententrychange',
    () => {
      port.arrived(traversed ?? 'script');
      traversed = undefined;
    },
    { signal },
  );
}

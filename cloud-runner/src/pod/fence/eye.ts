import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { BrowserRequest, BrowserResponse } from './forward.ts';

/** Where an eye takes what it saw. `scheme` is that of the tunnel: `https:` where TLS was spoken in it. */
export type Sight = {
  onRequest: (
    scheme: string,
    request: BrowserRequest & { url?: string | undefined },
    response: BrowserResponse,
  ) => void;
  onUpgrade: (scheme: string, request: IncomingMessage, socket: Duplex, head: Buffer) => void;
};

/**
 * How the fence sees the requests in a tunnel of the browser. *Inspect* ends TLS; an eye that reads along and passes
 * the same bytes on fits here as well: it needs the tunnel and its target.
 */
export type Eye = {
  /** What the browser must be started with, to be seen by this eye. */
  browserArguments: readonly string[];
  /** Takes a tunnel over, after the browser was told that it is open. `authority`: host and port that it asked for. */
  watch: (tunnel: Duplex, authority: string) => void;
  close: () => void;
};

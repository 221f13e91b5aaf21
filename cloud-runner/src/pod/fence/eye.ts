import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Interception } from './interception.ts';
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

/** Which eye: `inspect` ends TLS, `tap` reads along. */
export type EyeName = 'inspect' | 'tap';

/**
 * The eye where none is chosen: tap, so that a site sees a plain browser. It needs pipes with names, and a browser that
 * can be told of an installation's own authorities by a file: elsewhere than on Linux, inspect.
 */
export function usualEye(platform: NodeJS.Platform = process.platform): EyeName {
  return platform === 'linux' ? 'tap' : 'inspect';
}

/**
 * How the fence sees the requests in a tunnel of the browser. *Inspect* ends TLS; an eye that reads along and passes
 * the same bytes on fits here as well: it needs the tunnel and its target.
 */
export type Eye = {
  name: EyeName;
  /** Prepares the browser's own directory, which its user owns, and answers what it must be started with. */
  equip: (profile: string, uid: number | undefined) => Promise<readonly string[]>;
  /** Stands between the browser and whoever drives it. */
  before?: Interception;
  /** Takes a tunnel over, after the browser was told that it is open. `authority`: host and port that it asked for. */
  watch: (tunnel: Duplex, authority: string) => void;
  close: () => void;
};

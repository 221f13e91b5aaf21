import { Agent } from 'node:http';
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { dial, type Dialer, look, reach } from './dial.ts';
import { type Exchange, type Message, overHttp1, overHttp2 } from './exchange.ts';

/** An open connection to a site on which nothing of this request has been sent yet. */
export type Line = (message: Message) => Exchange;

/** The connections to the sites of one run, kept open between requests. */
export type Lines = {
  /** `fresh`: over HTTP/1 a connection of its own, since a reused one may die under a write. Throws Refusal. */
  open: (url: URL, fresh: boolean) => Promise<Line>;
  /** A connection for HTTP/1.1 that nobody else uses. Throws Refusal. */
  openAlone: (url: URL) => Promise<Socket>;
  /** A connection on which TLS is the browser's own matter. Throws Refusal. */
  reach: (url: URL) => Promise<Socket>;
  /** Sees whether a site has an address that may be dialled. Throws Refusal. */
  look: (url: URL) => Promise<void>;
  close: () => void;
};

type Way =
  | { kind: 'h2'; session: ClientHttp2Session }
  | { kind: 'h1'; agent: Agent; spare: Socket | undefined };

const windowBytes = 8 * 2 ** 20;

/** Connections that are dialled as `dialer` says: HTTP/2 where the site speaks it, else HTTP/1.1. */
export function linesBy(dialer: Dialer): Lines {
  const ways = new Map<string, Promise<Way>>();
  const open = new Set<Socket>();

  async function connection(url: URL, protocols: string[]): Promise<Socket> {
    return kept(await dial(dialer, url, protocols));
  }

  function kept(socket: Socket): Socket {
    open.add(socket);
    // Whoever uses it sees its end; an error that nobody hears would be the pod's.
    socket.on('error', () => socket.destroy());
    socket.once('close', () => open.delete(socket));
    return socket;
  }

  async function find(url: URL): Promise<Way> {
    const socket = await connection(url, ['h2', 'http/1.1']);
    if (!('alpnProtocol' in socket) || socket.alpnProtocol !== 'h2') return http1Way(url, socket);
    const session = http2Session(url, socket);
    for (const event of ['goaway', 'close'] as const) {
      session.once(event, () => ways.delete(url.origin));
    }
    return { kind: 'h2', session };
  }

  function http1Way(url: URL, spare: Socket): Way {
    const agent = new Agent({ keepAlive: true, maxSockets: 32 });
    agent.createConnection = (_options, created) => {
      const first = takeSpare(way);
      if (first) return first;
      connection(url, ['http/1.1']).then(
        (socket) => created?.(null, socket),
        // Node's agent takes an error alone; its types ask for the stream as well.
        (error: Error) => created?.(error, undefined as unknown as Duplex),
      );
      return undefined;
    };
    const way: Way = { kind: 'h1', agent, spare };
    return way;
  }

  function wayTo(url: URL): Promise<Way> {
    const known = ways.get(url.origin);
    if (known) return known;
    const found = find(url);
    ways.set(url.origin, found);
    found.catch(() => ways.delete(url.origin));
    return found;
  }

  return {
    async open(url, fresh) {
      const way = await wayTo(url);
      if (way.kind === 'h2') return (message) => overHttp2(way.session, message);
      if (!fresh) return (message) => overHttp1({ agent: way.agent }, message);
      const socket = takeSpare(way) ?? (await connection(url, ['http/1.1']));
      return (message) => overHttp1({ createConnection: () => socket }, message);
    },
    openAlone: (url) => connection(url, ['http/1.1']),
    reach: async (url) => kept(await reach(dialer, url)),
    look: (url) => look(dialer, url),
    close() {
      for (const socket of open) socket.destroy();
      ways.clear();
    },
  };
}

function takeSpare(way: Way): Socket | undefined {
  if (way.kind !== 'h1') return undefined;
  const { spare } = way;
  way.spare = undefined;
  return spare && !spare.destroyed ? spare : undefined;
}

function http2Session(url: URL, socket: Socket): ClientHttp2Session {
  const session = connectHttp2(url.origin, {
    createConnection: () => socket,
    settings: { enablePush: false, initialWindowSize: windowBytes },
  });
  session.once('connect', () => session.setLocalWindowSize(2 * windowBytes));
  session.on('error', () => session.destroy());
  return session;
}

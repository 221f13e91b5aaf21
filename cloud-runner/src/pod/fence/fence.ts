import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { openFenceLog, type FenceLog, type Refused } from './fence-log.ts';
import { answerRefusal, forward } from './forward.ts';
import { inspectEye, plainServer } from './inspect.ts';
import { tapEye } from './tap/tap.ts';
import { judgeBy } from './judge.ts';
import { linesBy } from './lines.ts';
import { type Eye, type EyeName, type Sight, usualEye } from './eye.ts';
import type { Gate, Mark, OnCookie } from './pass.ts';
import { lookupBehind, pinnedResolver } from './resolve.ts';
import { canonicalOrigin, type FenceRules, nothing } from './rules.ts';
import { addressWithin, addressOfProxied } from './request-address.ts';
import { type Trust, trustOf } from './trust.ts';
import { forwardWebSocket } from './websocket.ts';

/** What the installation says about the way out. */
export type FenceOptions = {
  /** Origins whose addresses need not be public, if the grant names them too. */
  privateOrigins?: readonly string[] | undefined;
  /** PEM of authorities trusted beside the system's. */
  caBundle?: string | undefined;
  /** `http://[user:password@]host:port` of the company's proxy; private origins are reached without it. */
  upstreamProxy?: string | undefined;
  /** Names that resolve to fixed addresses. */
  hosts?: Readonly<Record<string, string>> | undefined;
  /** As `usualEye` says, unless it is said here. */
  eye?: EyeName | undefined;
  /** Told of each refusal as it happens. */
  onRefused?: ((entry: Refused) => void) | undefined;
};

/** The only way out of the browser. Until `grant`, everything is refused. */
export type Fence = {
  /** How it sees what passes. */
  eye: EyeName;
  /** Prepares the browser's own directory for its user, and answers what the browser must be started with. */
  equip: Eye['equip'];
  /** What stands between the browser and its driver. */
  before: Eye['before'];
  /** Does ahead what the first https request would else wait for: some 60 ms of this thread. */
  prepare: () => void;
  /** Serves a connection of the browser. */
  accept: (socket: Socket) => void;
  /** Lets pass what this run's grant names; once. `mark` is asked before each counted write, and should keep its answer. */
  grant: (rules: FenceRules, mark: Mark, onCookie?: OnCookie) => void;
  log: FenceLog;
  close: () => void;
};

/** Starts a fence in this process. It listens nowhere by itself. */
export function startFence(options: FenceOptions = {}): Fence {
  const scribe = openFenceLog(options.onRefused);
  const trust = trustOf(options.caBundle);
  const lines = linesOf(options, trust);
  const gate: Gate = {
    judge: judgeBy(nothing),
    mark: noMark,
    onCookie: () => undefined,
    lines,
    scribe,
  };
  let granted = false;
  const sight = sightInside(gate);
  const { eye: name = usualEye(), caBundle } = options;
  const eye = name === 'tap' ? tapEye(gate, sight, caBundle) : inspectEye(sight);
  const front = frontServer(gate, eye);
  return {
    eye: eye.name,
    equip: eye.equip,
    before: eye.before,
    prepare: () => void (eye.name === 'inspect' && trust()),
    accept(socket) {
      // What is small goes out at once: a hello that waits for the one before to be acknowledged waits 40 ms.
      socket.setNoDelay(true);
      front.emit('connection', socket);
    },
    grant(rules, mark, onCookie) {
      if (granted) throw new Error('a fence serves one run');
      granted = true;
      gate.judge = judgeBy(rules);
      gate.mark = mark;
      if (onCookie) gate.onCookie = onCookie;
    },
    log: scribe.log,
    close() {
      front.close();
      front.closeAllConnections();
      eye.close();
      gate.lines.close();
    },
  };
}

async function noMark(): Promise<void> {
  throw new Error('nothing is granted yet');
}

function linesOf({ privateOrigins = [], upstreamProxy, hosts = {} }: FenceOptions, trust: Trust) {
  const direct = new Set(privateOrigins.map(canonicalOrigin));
  return linesBy({
    resolve: pinnedResolver(direct, lookupBehind(hosts)),
    trust,
    upstreamProxy: upstreamProxy === undefined ? undefined : new URL(upstreamProxy),
    direct,
    sessions: new Map(),
  });
}

/** Requests inside a tunnel: judged by the host that they name themselves, whatever the tunnel was opened for. */
function sightInside(gate: Gate): Sight {
  return sightBy(gate, (scheme, request) => addressWithin(scheme, request));
}

/** Requests of plain http come to a proxy with their whole address. */
function sightProxied(gate: Gate): Sight {
  return sightBy(gate, (_scheme, { url }) => addressOfProxied(url));
}

type AddressOf = (
  scheme: string,
  request: { url?: string | undefined; headers: Record<string, string | string[] | undefined> },
) => URL | undefined;

function sightBy(gate: Gate, addressOf: AddressOf): Sight {
  return {
    onRequest(scheme, request, response) {
      const url = addressOf(scheme, request);
      response.on('error', () => response.destroy());
      if (url) return void forward(gate, url, request, response);
      gate.scribe.malformed(String(request.headers.host));
      return answerRefusal(response, 'request-malformed');
    },
    onUpgrade(scheme, request, socket, head) {
      const url = addressOf(scheme, request);
      if (head.length > 0) socket.unshift(head);
      if (url) return void forwardWebSocket(gate, url, request, socket);
      gate.scribe.malformed(String(request.headers.host));
      return socket.destroy();
    },
  };
}

function frontServer(gate: Gate, eye: Eye): Server {
  const front = plainServer(sightProxied(gate));
  front.on('connect', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    eye.watch(socket, request.url ?? '');
  });
  return front;
}

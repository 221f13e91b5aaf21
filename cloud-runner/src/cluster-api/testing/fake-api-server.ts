import { once } from 'node:events';
import { createServer } from 'node:https';
import { json as readJson } from 'node:stream/consumers';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeAuthority } from '../../../../test/harness/ca.ts';
import { clusterApi } from '../client.ts';
import type { ClusterApi, Manners } from '../client.ts';
import type { PodObject } from '../pod-object.ts';
import type { PodChange } from '../watch.ts';

/** A fault of one request: a status to refuse it with, or how to do worse. */
export type Fault =
  | { readonly status: number; readonly reason?: string; readonly retryAfter?: number }
  | 'hang'
  | 'cut'
  /** It is done, and the answer is lost. */
  | 'lose-answer';

/** An API server of ours, over real TLS, that keeps pods in memory and fails as a test says: for what a good one does not do. */
export type FakeApiServer = {
  readonly requests: { method: string; path: string }[];
  /** The next requests of a method fail so, one after the other. */
  fail(method: string, ...faults: Fault[]): void;
  /** From now on watches are told nothing, and do not end. */
  silence(): void;
  /** Ends the watches; with 410, those that come next are refused so until the next list. */
  endWatches(how?: { tooOld: boolean }): void;
  /** At most so many pods. */
  quota: number;
  pods(): PodObject[];
  /** Changes a pod as its node would. */
  change(name: string, patch: Partial<PodObject>): void;
  /** A pod is gone. */
  vanish(name: string): void;
  /** A client of it, quick to ask again. */
  client(manners?: Manners): ClusterApi;
  /** Listens no more, or again, at the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
};

type Watcher = { readonly namespace: string; readonly answer: ServerResponse };

/** Starts one. */
export async function startFakeApiServer(): Promise<FakeApiServer> {
  const authority = makeAuthority();
  const pods = new Map<string, PodObject>();
  const log: { version: number; change: PodChange }[] = [];
  const watchers = new Set<Watcher>();
  const faults = new Map<string, Fault[]>();
  let version = 1;
  let isSilent = false;
  let isTooOld = false;
  let port = 0;

  const tell = (type: PodChange['type'], pod: PodObject): PodObject => {
    version += 1;
    const object = { ...pod, metadata: { ...pod.metadata, resourceVersion: String(version) } };
    const change = { type, object };
    log.push({ version, change });
    if (type === 'DELETED') pods.delete(object.metadata.name);
    else pods.set(object.metadata.name, object);
    for (const { namespace, answer } of watchers) {
      if (namespace === object.metadata.namespace && !isSilent) {
        answer.write(`${JSON.stringify(change)}\n`);
      }
    }
    return object;
  };

  const watch = (answer: ServerResponse, namespace: string, from: number) => {
    answer.writeHead(200, { 'content-type': 'application/json' });
    answer.flushHeaders();
    for (const { version: at, change } of log) {
      const isNews = at > from && change.object.metadata.namespace === namespace;
      if (isNews && !isSilent) answer.write(`${JSON.stringify(change)}\n`);
    }
    const watcher = { namespace, answer };
    watchers.add(watcher);
    answer.once('close', () => watchers.delete(watcher));
  };

  const handle = async (request: IncomingMessage, answer: ServerResponse, fault?: Fault) => {
    const url = new URL(request.url ?? '/', 'https://fake');
    const [, namespace = '', name] =
      /^\/api\/v1\/namespaces\/([^/]+)\/pods(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
    const reply = (status: number, body: object, headers = {}) => {
      if (fault === 'lose-answer') return void request.socket.destroy();
      answer.writeHead(status, { 'content-type': 'application/json', ...headers });
      answer.end(JSON.stringify(body));
    };
    const refuse = (status: number, reason: string, message = reason) =>
      reply(status, { kind: 'Status', status: 'Failure', reason, message, code: status });
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'hang') return;
    if (typeof fault === 'object') {
      const { status, reason = 'Fault', retryAfter } = fault;
      const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
      return reply(status, { kind: 'Status', reason, message: reason, code: status }, headers);
    }
    if (request.method === 'POST') {
      const body = (await readJson(request)) as PodObject;
      if (pods.has(body.metadata.name)) return refuse(409, 'AlreadyExists');
      if (pods.size >= server.quota) {
        return refuse(403, 'Forbidden', 'pods "x" is forbidden: exceeded quota: runs');
      }
      const born = { uid: randomUUID(), creationTimestamp: new Date().toISOString() };
      const metadata = { ...body.metadata, ...born, namespace, resourceVersion: '0' };
      return reply(201, tell('ADDED', { ...body, metadata, status: { phase: 'Pending' } }));
    }
    if (!name && url.searchParams.has('watch')) {
      if (isTooOld) {
        answer.writeHead(200);
        const object = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' };
        return void answer.end(`${JSON.stringify({ type: 'ERROR', object })}\n`);
      }
      return watch(answer, namespace, Number(url.searchParams.get('resourceVersion')));
    }
    if (!name) {
      isTooOld = false;
      const items = [...pods.values()].filter((pod) => pod.metadata.namespace === namespace);
      return reply(200, { metadata: { resourceVersion: String(version) }, items });
    }
    const pod = pods.get(name);
    if (!pod || pod.metadata.namespace !== namespace) return refuse(404, 'NotFound');
    if (request.method === 'GET') return reply(200, pod);
    const { preconditions } = (await readJson(request)) as { preconditions?: { uid: string } };
    if (preconditions?.uid !== pod.metadata.uid) return refuse(409, 'Conflict');
    tell('DELETED', pod);
    return reply(200, pod);
  };

  const tls = createServer(authority.issue('localhost'), (request, answer) => {
    const { method = '', url = '' } = request;
    const isWatch = url.includes('watch=1');
    server.requests.push({ method: isWatch ? 'WATCH' : method, path: url });
    void handle(request, answer, faults.get(isWatch ? 'WATCH' : method)?.shift());
  });
  const server: FakeApiServer = {
    requests: [],
    quota: Number.MAX_SAFE_INTEGER,
    fail: (method, ...more) => void faults.set(method, [...(faults.get(method) ?? []), ...more]),
    silence: () => void (isSilent = true),
    endWatches({ tooOld } = { tooOld: false }) {
      isTooOld = tooOld;
      for (const { answer } of watchers) answer.end();
      watchers.clear();
    },
    pods: () => [...pods.values()],
    change(name, patch) {
      const pod = pods.get(name);
      if (pod) tell('MODIFIED', { ...pod, ...patch });
    },
    vanish(name) {
      const pod = pods.get(name);
      if (pod) tell('DELETED', pod);
    },
    client: (manners = {}) =>
      clusterApi(
        {
          url: new URL(`https://localhost:${port}`),
          ca: Buffer.from(authority.pem),
          token: () => 'token-of-a-test',
        },
        { tryMs: 1_000, patienceMs: 5_000, firstWaitMs: 5, ...manners },
      ),
    async stop() {
      const closed = once(tls, 'close');
      tls.close();
      tls.closeAllConnections();
      await closed;
    },
    async start() {
      await once(tls.listen(port, 'localhost'), 'listening');
      port = (tls.address() as AddressInfo).port;
    },
    async close() {
      authority.remove();
      if (tls.listening) await server.stop();
    },
  };
  await server.start();
  return server;
}

import { chmodSync, chownSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { json } from 'node:stream/consumers';
import type { z } from 'zod';
import type { Route } from '@mayfly/shared/api/route.ts';
import { MayflyError, RequestError, toWire } from '@mayfly/shared/base/errors.ts';

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Field<R, K extends string> = R extends { readonly [X in K]: infer T } ? Parsed<T> : undefined;

/** What was asked of a route, held against its contract. */
export type Asked<R extends Route> = { params: Field<R, 'params'>; body: Field<R, 'body'> };

/** One answer for each route of a door. */
export type Answers<Routes extends Record<string, Route>> = {
  [Name in keyof Routes]: (asked: Asked<Routes[Name]>) => unknown;
};

/** A door that is served: whatever of `routes` is asked is answered by `answers`, and nothing else. */
export function doorOf<Routes extends Record<string, Route>>(
  routes: Routes,
  answers: Answers<Routes>,
): Server {
  const entries = Object.entries(routes).map(([name, route]) => ({
    route,
    pattern: patternOf(route.path),
    answer: answers[name as keyof Routes],
  }));
  return createServer((request, response) => {
    const found = entries.find(
      ({ route, pattern }) => route.method === request.method && pattern.test(request.url ?? ''),
    );
    const work = found ? answer(found, request) : Promise.reject(new RequestError('not-found'));
    work.then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) =>
        send(response, error instanceof MayflyError ? error.status : 500, toWire(error)),
    );
  });
}

type Entry = { route: Route; pattern: RegExp; answer: (asked: Asked<Route>) => unknown };

async function answer(
  { route, pattern, answer }: Entry,
  request: IncomingMessage,
): Promise<{ status: number; body: unknown }> {
  const params = pattern.exec(request.url ?? '')?.groups;
  const asked = {
    params: checked(route.params, params && { ...params }),
    body: checked(route.body as z.ZodType | undefined, route.body && (await bodyOf(request))),
  };
  return { status: route.status, body: await answer(asked as Asked<Route>) };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > 65_536)
    throw new RequestError('bad-request');
  return json(request).catch((cause: unknown) => {
    throw new RequestError('bad-request', { cause });
  });
}

function checked(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new RequestError('bad-request', { cause: parsed.error });
  return parsed.data;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/?]+)')}$`);
}

/**
 * Listens at a socket of the file system that only `user` (and root) may open: it is made without rights for anybody
 * and then given away. On Windows it is a pipe, which has the rights of whoever runs this.
 */
export async function listenFor(server: Server, path: string, user?: number): Promise<void> {
  if (process.platform === 'win32') return listening(server, path);
  mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
  rmSync(path, { force: true });
  const before = process.umask(0o177);
  await listening(server, path).finally(() => process.umask(before));
  chmodSync(path, 0o600);
  if (user !== undefined && process.getuid?.() === 0) chownSync(path, user, -1);
}

async function listening(server: Server, path: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(path, resolve);
  await promise;
}

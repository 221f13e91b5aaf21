import { utf8 } from '../base/bytes.ts';
import { EngineError, RequestError, errorOf, isCode } from '../base/errors.ts';
import { errorSchema, pathOf } from './route.ts';
import type { z } from 'zod';
import type { Raw, Route } from './route.ts';

/** Signs one request: the value of its `authorization` header. `path` with query. */
export type SignRequest = (method: Route['method'], path: string, body: Uint8Array) => string;

/** One door, as a caller sees it. `url` without a slash at its end. */
export type Door = {
  readonly url: string;
  readonly fetch: typeof fetch;
  /** Absent where nothing is signed. */
  readonly authorize?: SignRequest;
};

type Given<R extends Route> = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: R['body'] extends Raw
    ? Uint8Array
    : R['body'] extends z.ZodType
      ? z.input<R['body']>
      : never;
  readonly signal?: AbortSignal;
};

/** What a route answers: parsed JSON, bytes, or nothing. */
export type Answer<R extends Route> = R['answer'] extends z.ZodType
  ? z.output<R['answer']>
  : R['answer'] extends Raw
    ? Uint8Array
    : undefined;

/**
 * Calls a route. Throws what the door says as an error of the table, `runner-unreachable` where nobody answers, and
 * `answer-not-understood` where something else does. 204 gives undefined.
 */
export async function call<R extends Route>(
  door: Door,
  route: R,
  given: Given<R> = {},
): Promise<Answer<R>> {
  const response = await send(door, route, given);
  if (!response.ok) throw await refusal(response);
  if (response.status === 204 || !route.answer) return undefined as Answer<R>;
  if ('raw' in route.answer) return new Uint8Array(await response.arrayBuffer()) as Answer<R>;
  const parsed = route.answer.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new RequestError('answer-not-understood', { cause: parsed.error });
  return parsed.data as Answer<R>;
}

/** Sends a request and gives the answer as it comes: for streams. Throws `runner-unreachable`. */
export async function send<R extends Route>(
  door: Door,
  route: R,
  given: Given<R> & { headers?: Record<string, string> } = {},
): Promise<Response> {
  const path = pathOf(route, given.params) + queryOf(given.query);
  const body = bytesOf(given.body);
  const headers: Record<string, string> = { ...given.headers };
  if (body.length > 0) headers['content-type'] = mediaType(route.body);
  if (door.authorize) headers['authorization'] = door.authorize(route.method, path, body);
  try {
    return await door.fetch(door.url + path, {
      method: route.method,
      headers,
      ...(body.length > 0 ? { body: body as Uint8Array<ArrayBuffer> } : {}),
      ...(given.signal ? { signal: given.signal } : {}),
    });
  } catch (cause) {
    if (given.signal?.aborted) throw given.signal.reason;
    throw new EngineError('runner-unreachable', { cause });
  }
}

async function refusal(response: Response): Promise<Error> {
  const parsed = errorSchema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success || !isCode(parsed.data.code)) {
    return new RequestError('answer-not-understood', { cause: response.status });
  }
  return errorOf(parsed.data.code, { message: parsed.data.message });
}

function queryOf(query: Readonly<Record<string, string | number>> = {}): string {
  const pairs = Object.entries(query).map(([name, value]) => [name, String(value)]);
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';
}

function bytesOf(body: unknown): Uint8Array {
  if (body === undefined) return new Uint8Array();
  return body instanceof Uint8Array ? body : utf8(JSON.stringify(body));
}

function mediaType(body: Route['body']): string {
  return body && 'raw' in body ? body.raw : 'application/json';
}

import { channel } from 'node:diagnostics_channel';
import { Agent, request } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import type { IncomingMessage } from 'node:http';
import { ApiError, passes } from './api-error.ts';
import type { Credentials } from './access.ts';

/** A question to the API server. */
export type Question = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Begins with a slash, holds no query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** How long it is asked again where what failed may pass, in ms; 0: once. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
};

/** The cluster's API server, as one of its clients sees it. */
export type ClusterApi = {
  /**
   * Asks, and asks again within its patience where nobody answers, or with 429, 500, 502, 503 or 504: so only what may come
   * twice is asked. Throws an {@link ApiError}.
   */
  ask<T>(question: Question): Promise<T>;
  /** Opens an answer that goes on for ever, as it comes. Throws an {@link ApiError}. */
  open(question: Question): Promise<IncomingMessage>;
  /** How many requests were sent so far, each try counted. */
  sent(): number;
  close(): void;
};

/** How a client behaves; what is left out is as in production. */
export type Manners = {
  /** How long one try may take, in ms. */
  tryMs?: number;
  patienceMs?: number;
  firstWaitMs?: number;
};

const longestWaitMs = 5_000;

/** Where each try is told of, for who counts: the status that was answered, 0 for silence. */
const tried = channel('mayfly:api-tries');

/** A client of the API server that `credentials` names. */
export function clusterApi(credentials: Credentials, manners: Manners = {}): ClusterApi {
  const { tryMs = 10_000, patienceMs = 20_000, firstWaitMs = 100 } = manners;
  const { url, ca, cert, key, token } = credentials;
  const agent = new Agent({ keepAlive: true, maxSockets: 32, ca, cert, key });
  let sent = 0;

  const send = (question: Question, signal: AbortSignal): Promise<IncomingMessage> => {
    const { method, path, query = {}, body } = question;
    const said = body === undefined ? undefined : JSON.stringify(body);
    const shown = token();
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    sent += 1;
    const going = request(
      {
        agent,
        method,
        signal,
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port || 443,
        path: path + queryOf(query),
        headers: {
          accept: 'application/json',
          ...(shown && { authorization: `Bearer ${shown}` }),
          ...(said && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(said),
          }),
        },
      },
      resolve,
    );
    going.once('error', reject);
    going.end(said);
    return promise;
  };

  const once = async <T>(question: Question): Promise<T> => {
    const limit = AbortSignal.timeout(tryMs);
    const signal = question.signal ? AbortSignal.any([question.signal, limit]) : limit;
    try {
      const answer = await send(question, signal);
      tried.publish(answer.statusCode);
      const text = await textOf(answer);
      if ((answer.statusCode ?? 0) >= 300) throw ApiError.of(answer, text);
      return JSON.parse(text) as T;
    } catch (cause) {
      if (cause instanceof ApiError) throw cause;
      tried.publish(0);
      throw ApiError.silence(cause);
    }
  };

  return {
    sent: () => sent,
    close: () => agent.destroy(),
    async ask<T>(question: Question): Promise<T> {
      const until = performance.now() + (question.patienceMs ?? patienceMs);
      for (let tries = 0; ; tries += 1) {
        try {
          return await once<T>(question);
        } catch (error) {
          const waitMs = waitOf(error, tries, firstWaitMs);
          const isOver = performance.now() + waitMs >= until || question.signal?.aborted;
          if (!(error instanceof ApiError) || !passes(error) || isOver) throw error;
          await delay(waitMs, undefined, question.signal ? { signal: question.signal } : {});
        }
      }
    },
    async open(question) {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), tryMs);
      const signals = question.signal ? [question.signal, limit.signal] : [limit.signal];
      try {
        const answer = await send(question, AbortSignal.any(signals));
        if (answer.statusCode === 200) return answer;
        throw ApiError.of(answer, await textOf(answer));
      } catch (cause) {
        throw cause instanceof ApiError ? cause : ApiError.silence(cause);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** As long as the server asks for; else twice as long each time, by chance between the half of it and the whole. */
function waitOf(error: unknown, tries: number, firstWaitMs: number): number {
  const asked = error instanceof ApiError ? error.retryAfterMs : undefined;
  const whole = Math.min(longestWaitMs, firstWaitMs * 2 ** tries);
  return Math.min(asked ?? 0, longestWaitMs) + whole / 2 + (whole / 2) * Math.random();
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function queryOf(query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text ? `?${text}` : '';
}

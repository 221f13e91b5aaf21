import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { json } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';

/** A question by POST, and what is shown with it. */
export type Asked = {
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;
  /** For the whole answer. */
  readonly timeoutMs: number;
  /** PEM certificates that vouch for the server in the place of the system's roots. */
  readonly caBundle?: string | undefined;
};

/**
 * Asks by JSON; what is answered that is no JSON counts as `undefined`. Throws a TimeoutError after the time, and what the
 * socket says.
 */
export async function askJson(
  url: URL,
  { body, headers, timeoutMs, caBundle }: Asked,
): Promise<{ status: number; json: unknown }> {
  const signal = AbortSignal.timeout(timeoutMs);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = url.protocol === 'https:' ? secure : plain;
  const options = {
    method: 'POST',
    agent: false,
    signal,
    headers: { ...headers, 'content-type': 'application/json' },
    ...(caBundle !== undefined && { ca: caBundle }),
  };
  request(url, options, resolve).once('error', reject).end(JSON.stringify(body));
  try {
    const answer = await promise;
    const status = answer.statusCode ?? 0;
    return { status, json: await json(answer).catch(noJson) };
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}

function noJson(error: unknown): undefined {
  if (error instanceof SyntaxError) return undefined;
  throw error;
}

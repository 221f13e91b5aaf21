import { request } from 'node:http';
import { EngineError } from '@mayfly/shared/base/errors.ts';

/** The answer of a door on a socket. */
export type SocketAnswer = { readonly status: number; readonly json: unknown };

const timeoutMs = 5_000;

/**
 * One HTTP request over the socket of the file system at `socketPath`. Throws `token-refused` nowhere: a door that does
 * not answer within 5 s, or breaks off, is `pod-not-live`, since nobody vouches for a pod then.
 */
export function askSocket(
  socketPath: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<SocketAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<SocketAnswer>();
  const content = body === undefined ? undefined : JSON.stringify(body);
  const failed = (cause: unknown) => reject(new EngineError('pod-not-live', { cause }));
  const headers = content === undefined ? {} : { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(timeoutMs);
  const sent = request({ socketPath, method, path, headers, signal }, (response) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part));
    response.on('error', failed);
    response.on('end', () => {
      try {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: response.statusCode ?? 0, json: text ? JSON.parse(text) : undefined });
      } catch (cause) {
        failed(cause);
      }
    });
  });
  sent.on('error', failed);
  sent.end(content);
  return promise;
}

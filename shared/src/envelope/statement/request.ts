import { RequestError, SealError } from '../../base/errors.ts';
import { fromBase64url, toBase64url } from '../../base/ids.ts';
import { oneOf } from '../codec.ts';
import { randomBytes } from '../random.ts';
import { bytesOf, id32, text } from '../scalars.ts';
import { hashOf } from '../sodium.ts';
import { read, sign, statementOfAny, verify } from '../statement.ts';
import type { OrgId } from '../../base/ids.ts';
import type { SignKeys } from '../keys.ts';
import type { Said, Signed } from '../statement.ts';

/** The HTTP methods of our doors. */
export const requestMethods = ['GET', 'POST', 'PUT', 'DELETE'] as const;
/** An HTTP method of our doors. */
export type RequestMethod = (typeof requestMethods)[number];

/** One HTTP request, signed. `path` with query; `body` is the hash of its bytes, of none for an empty one. */
export const request = statementOfAny('request', {
  method: oneOf(...requestMethods),
  path: text,
  body: id32,
  nonce: bytesOf(16),
});
/** What a signed HTTP request says. */
export type Request = Said<typeof request>;

/** How far the two clocks may differ: 5 min. A nonce is kept for twice that. */
export const requestSkewMs = 300_000;

/** What is asked. `path` begins with / and holds the query; `body` is empty where there is none. */
export type Asked = {
  readonly method: RequestMethod;
  readonly path: string;
  readonly body: Uint8Array;
};

/** The `authorization` header of a request, signed at `at` (ms). A pod that knows no organization yet leaves it out. */
export function authorize(
  asked: Asked & { readonly org?: OrgId | undefined; readonly at: number },
  keys: SignKeys,
): string {
  const { method, path, body, org, at } = asked;
  const said = { org, at, method, path, body: hashOf(body), nonce: randomBytes(16) };
  const signed = sign(request, said, keys);
  return `Mayfly ${toBase64url(signed.bytes)}.${toBase64url(signed.sig)}`;
}

/** The statement in an `authorization` header, not yet verified: `said.by` tells whose key to look up. Throws `unsigned`. */
export function readAuthorization(header: string | undefined): { signed: Signed; said: Request } {
  const parts = /^Mayfly ([\w-]+)\.([\w-]+)$/.exec(header ?? '');
  if (!parts?.[1] || !parts[2]) throw new RequestError('unsigned');
  try {
    const signed = { bytes: fromBase64url(parts[1]), sig: fromBase64url(parts[2]) };
    return { signed, said: read(request, signed) };
  } catch (cause) {
    throw new RequestError('unsigned', { cause });
  }
}

/**
 * What was signed, by `publicKey`, for exactly what is asked, within 5 min of `now`. The caller still refuses a nonce
 * that it has seen. Throws `unsigned` for another key or a false signature, `tampered` for another request, and
 * `clock-off`, naming the server's time.
 */
export function checkRequest(
  signed: Signed,
  publicKey: Uint8Array,
  asked: Asked & { readonly now: number },
): Request {
  const said = signedBy(signed, publicKey);
  if (said.method !== asked.method || said.path !== asked.path) throw new SealError('tampered');
  if (said.body !== hashOf(asked.body)) throw new SealError('tampered');
  if (Math.abs(said.at - asked.now) <= requestSkewMs) return said;
  const time = new Date(asked.now).toISOString();
  throw new RequestError('clock-off', {
    message: `This device’s clock is off by more than 5 minutes. The runner’s says ${time}.`,
  });
}

function signedBy(signed: Signed, publicKey: Uint8Array): Request {
  try {
    return verify(request, signed, publicKey);
  } catch (cause) {
    throw new RequestError('unsigned', { cause });
  }
}

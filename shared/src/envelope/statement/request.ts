import { oneOf } from '../codec.ts';
import { bytesOf, id32, text } from '../scalars.ts';
import { statementOfAny } from '../statement.ts';
import type { Said } from '../statement.ts';

/** The HTTP methods of our doors. */
export const requestMethods = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** One HTTP request, signed. `path` with query; `body` is the hash of its bytes, of none for an empty one. */
export const request = statementOfAny('request', {
  method: oneOf(...requestMethods),
  path: text,
  body: id32,
  nonce: bytesOf(16),
});
/** What a signed HTTP request says. */
export type Request = Said<typeof request>;

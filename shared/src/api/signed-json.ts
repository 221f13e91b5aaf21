import { fromBase64url, toBase64url } from '../base/ids.ts';
import type { Signed } from '../envelope/statement.ts';
import type { SignedJson } from './route.ts';

/** A statement as JSON carries it. */
export function signedToJson({ bytes, sig }: Signed): SignedJson {
  return { bytes: toBase64url(bytes), sig: toBase64url(sig) };
}

/** The statement of its JSON, not yet verified. */
export function signedFromJson({ bytes, sig }: SignedJson): Signed {
  return { bytes: fromBase64url(bytes), sig: fromBase64url(sig) };
}

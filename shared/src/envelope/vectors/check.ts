import { fromBase64url } from '../../base/ids.ts';
import { MayflyError } from '../../base/errors.ts';

/** One vector. `run` throws when what happens is not what should. */
export type Check = { readonly name: string; readonly run: () => void | Promise<void> };

/** Throws unless both hold the same bytes. */
export function same(found: Uint8Array, wanted: Uint8Array): void {
  const [left, right] = [toHex(found), toHex(wanted)];
  if (left !== right) throw new Error(`found ${left}, wanted ${right}`);
}

/** Throws unless both are the same value. */
export function equal(found: unknown, wanted: unknown): void {
  if (found !== wanted) throw new Error(`found ${String(found)}, wanted ${String(wanted)}`);
}

/** Throws unless `run` throws an error of ours with this code; without one, unless it succeeds. */
export function ends(code: string | undefined, run: () => unknown): void {
  equal(codeOf(run), code);
}

/** Throws unless `run` throws. */
export function refuses(run: () => unknown): void {
  try {
    run();
  } catch {
    return;
  }
  throw new Error('was not refused');
}

/** The bytes of hexadecimal text. */
export function hex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** The bytes of base64url. */
export const b64 = fromBase64url;

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof MayflyError) return error.code;
    throw error;
  }
}

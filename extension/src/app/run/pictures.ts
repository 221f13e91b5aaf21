import type { Opened } from '@mayfly/shared/envelope/open.ts';
import type { Picture } from '../../ui/Shot.tsx';

/** Blobs of this page, by artifact: made once, gone with the page. */
const blobs = new Map<string, Picture>();

/**
 * An opened picture for an `<img>`: a WebP blob of this page's own, which can run nothing. Undefined for anything
 * that is not such a picture.
 */
export function pictureOf({ id, plain }: Opened, hiddenPlaces: number): Picture | undefined {
  const known = blobs.get(id);
  if (known) return known;
  const size = sizeOf(plain);
  if (!size) return undefined;
  const blob = new Blob([Uint8Array.from(plain)], { type: 'image/webp' });
  const picture = { url: URL.createObjectURL(blob), ...size, hiddenPlaces };
  blobs.set(id, picture);
  return picture;
}

/** Width and height in px. */
export type Size = { width: number; height: number };

/**
 * The size of a WebP picture by its own bytes; undefined for anything else, whatever was said of it. Three kinds of first
 * chunk (RFC 9649): extended, lossless, lossy.
 */
export function sizeOf(plain: Uint8Array): Size | undefined {
  if (plain.length < 30 || textAt(plain, 0) !== 'RIFF' || textAt(plain, 8) !== 'WEBP')
    return undefined;
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  const three = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 0x1_00_00;
  switch (textAt(plain, 12)) {
    case 'VP8X':
      return { width: three(24) + 1, height: three(27) + 1 };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3f_ff) + 1, height: ((bits >>> 14) & 0x3f_ff) + 1 };
    }
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & 0x3f_ff,
        height: view.getUint16(28, true) & 0x3f_ff,
      };
    default:
      return undefined;
  }
}

function textAt(plain: Uint8Array, at: number): string {
  return String.fromCharCode(...plain.subarray(at, at + 4));
}

import { takeMaskedPicture } from '@mayfly/shared/report/picture.ts';
import type { PictureOf, TakenPicture } from '@mayfly/shared/player/play-context.ts';
import type { Redactor } from '@mayfly/shared/report/redact.ts';
import type { Artifact } from '@mayfly/shared/report/report.ts';
import type { Outbox } from './outbox.ts';

/** Most bytes of pictures in one report: what is over it is left out, and said to be. */
const allBytes = 24 * 1024 * 1024;

/** Takes pictures, seals each at once, and keeps what the report lists of them. */
export type PictureTaker = {
  readonly take: (of: PictureOf) => Promise<TakenPicture | undefined>;
  readonly artifacts: readonly Artifact[];
};

/** The pictures of one attempt: every private place covered in the pixels before anything is sealed. */
export function pictureTaker(outbox: Outbox, redactor: Redactor): PictureTaker {
  const artifacts: Artifact[] = [];
  let left = allBytes;
  return {
    artifacts,
    async take({ page, step, name }) {
      const picture = await takeMaskedPicture(page, redactor);
      if (!picture || picture.bytes.length > left) return undefined;
      left -= picture.bytes.length;
      const { mediaType, masked } = picture;
      const id = outbox.artifact(picture.bytes);
      artifacts.push({ id, mediaType, size: picture.bytes.length, step, name, masked });
      return { artifact: id, masked };
    },
  };
}

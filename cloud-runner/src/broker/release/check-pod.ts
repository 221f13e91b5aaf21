import { EngineError } from '@mayfly/shared/base/errors.ts';
import type { Claim } from '@mayfly/shared/envelope/claim.ts';
import type { Deps } from '../deps.ts';
import type { PodIdentity } from '../identity/identity.ts';

/**
 * The live pod that a claim comes from, by its token. Throws `token-refused` when nobody vouches for the token, or for
 * another name; `pod-not-live`; `image-not-listed` unless all that it runs is on the operator's list.
 */
export async function checkPod(
  { identity, images }: Pick<Deps, 'identity' | 'images'>,
  claim: Claim,
): Promise<PodIdentity> {
  const pod = await identity.review(claim.token);
  if (!pod || pod.name !== claim.name) throw new EngineError('token-refused');
  if (!pod.live) throw new EngineError('pod-not-live');
  checkImages(pod, images);
  return pod;
}

/** Throws `image-not-listed` unless a pod runs something, and only what is listed. */
export function checkImages({ digests }: PodIdentity, listed: readonly string[]): void {
  const known = digests.length > 0 && digests.every((digest) => listed.includes(digest));
  if (!known) throw new EngineError('image-not-listed');
}

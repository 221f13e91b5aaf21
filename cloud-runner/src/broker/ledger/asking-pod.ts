import { RequestError } from '@mayfly/shared/base/errors.ts';
import { readProof, verifyProof } from '../door/proof.ts';
import { inOrg } from '../store/database.ts';
import { releaseOfPod } from '../store/releases.ts';
import type { FastifyRequest } from 'fastify';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Deps } from '../deps.ts';
import type { ReleaseRow } from '../store/releases.ts';

/**
 * The attempt of `run` whose pod signed a request: the pod that got its keys, and no other. Throws `unsigned`, `tampered`,
 * `clock-off`, `replayed`.
 */
export async function askingPod(
  deps: Deps,
  request: FastifyRequest,
  run: RunId,
): Promise<ReleaseRow> {
  const proof = readProof(request);
  const release = await inOrg(deps.database, proof.org, (at) =>
    releaseOfPod(at, run, proof.said.by),
  );
  if (!release) throw new RequestError('unsigned');
  await verifyProof(deps, request, proof, release.pod_sign);
  return release;
}

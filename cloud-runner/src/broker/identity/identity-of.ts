import { kubernetesIdentity } from './kubernetes/kubernetes-identity.ts';
import { processIdentity } from './process/process-identity.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';

/** How pods are known where the configuration says that they run. Throws where it names no place, or two. */
export function identityOf({
  identitySocket,
  kubernetes,
}: Pick<Config, 'identitySocket' | 'kubernetes'>): Pick<Deps, 'identity' | 'hearWitness'> {
  if (identitySocket !== undefined && !kubernetes) {
    return { identity: processIdentity(identitySocket) };
  }
  if (!kubernetes || identitySocket !== undefined) {
    throw new Error('The configuration needs either `identitySocket` or `kubernetes`.');
  }
  const identity = kubernetesIdentity(kubernetes);
  return { identity, hearWitness: identity.hearWitness };
}

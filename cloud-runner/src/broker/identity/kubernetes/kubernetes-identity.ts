import { fromUtf8 } from '@mayfly/shared/base/bytes.ts';
import { EngineError } from '@mayfly/shared/base/errors.ts';
import { credentialsOf } from '../../../cluster-api/access.ts';
import { clusterApi } from '../../../cluster-api/client.ts';
import { hasEnded } from '../../../cluster-api/pod-object.ts';
import { deletePod, getPod } from '../../../cluster-api/pods.ts';
import type { ClusterApi } from '../../../cluster-api/client.ts';
import type { Place } from '../../../cluster-api/pods.ts';
import { gradeGone } from './grade-gone.ts';
import { digestsOf, isLive } from './live-pod.ts';
import { makeNotes } from './notes.ts';
import { orNotLive, reviewToken } from './review-token.ts';
import { makeWitnesses } from './witnesses.ts';
import type { Identity } from '../identity.ts';
import type { KubernetesIdentityConfig } from './config.ts';
import type { TokenOwner } from './review-token.ts';

/** The identity of pods on a cluster, and what hears the witnesses of its nodes. */
export type KubernetesIdentity = Identity & {
  /**
   * Takes what the witness of a node tells: the uids of which anything is left there. Throws `token-refused` when the token is
   * no witness', bound to a node.
   */
  readonly hearWitness: (token: string, uids: readonly string[]) => Promise<void>;
};

/** A pod's claim waits for this: it asks again by itself, in ms. */
const patienceMs = 4_000;
/** A witness' token is reviewed so often, in ms: it tells every second. */
const trustMs = 60_000;

/**
 * A token counts when the API server says that it was made for the broker, for the account of run pods in one of their
 * namespaces, bound to a pod; and then for the pod as it is now: a reviewed token outlives its pod by some seconds.
 */
export function kubernetesIdentity(
  config: KubernetesIdentityConfig,
  api: ClusterApi = clusterApi(credentialsOf(config.access)),
): KubernetesIdentity {
  const { audience, namespaces, serviceAccount } = config;
  const witnesses = makeWitnesses();
  const notes = makeNotes();
  const trusted = new Map<string, { node: string; until: number }>();

  const isOurs = ({ namespace, account }: TokenOwner) =>
    account === serviceAccount && namespaces.includes(namespace);

  return {
    async review(token) {
      const text = textOf(token);
      const owner = text && (await reviewToken(api, text, audience));
      if (!owner || !isOurs(owner) || !owner.podName || !owner.podUid) return undefined;
      const place = { namespace: owner.namespace, name: owner.podName };
      const pod = await orNotLive(getPod(api, place, patienceMs));
      if (!pod) throw new EngineError('pod-not-live');
      const { uid, name } = pod.metadata;
      if (uid !== owner.podUid) return undefined;
      notes.take(pod);
      return {
        uid,
        name,
        place: [place.namespace, name, pod.spec.nodeName ?? ''].join('/'),
        digests: digestsOf(pod),
        live: isLive(pod),
      };
    },
    async seen({ uid, place, leaving, unproved }) {
      const note = notes.of(uid);
      note.node ??= nodeOf(place);
      const { node = '', goneAt } = note;
      const hasLeft = witnesses.hasLeft(uid);
      const isWitnessed = witnesses.isHeard(node);
      if (!notes.isDue(uid, { leaving: leaving && !unproved, hasLeft, isWitnessed }))
        return undefined;
      const isLetGo = goneAt !== undefined;
      const pod = isLetGo ? undefined : await orNotLive(getPod(api, placeOf(place), patienceMs));
      const found = pod?.metadata.uid === uid ? pod : undefined;
      // Who started it deletes it when it has ended; should that be dead, nobody else would.
      if (found && hasEnded(found) && !found.metadata.deletionTimestamp)
        await orNotLive(deletePod(api, found.metadata, uid));
      return gradeGone(uid, found, notes, witnesses, { leaving, unproved });
    },
    async kill({ uid, place }) {
      await orNotLive(deletePod(api, placeOf(place), uid));
      notes.kill(uid);
    },
    async hearWitness(token, uids) {
      const known = trusted.get(token);
      const now = performance.now();
      if (known && known.until > now) return witnesses.hear(known.node, uids);
      const owner = await reviewToken(api, token, audience);
      const isWitness = config.witness === `${owner?.namespace}:${owner?.account}`;
      if (!isWitness || !owner?.nodeName) throw new EngineError('token-refused');
      trusted.clear();
      trusted.set(token, { node: owner.nodeName, until: now + trustMs });
      return witnesses.hear(owner.nodeName, uids);
    },
  };
}

/** A service account's token is text; what is none is nobody's. */
function textOf(token: Uint8Array): string | undefined {
  try {
    return fromUtf8(token);
  } catch {
    return undefined;
  }
}

/** The node that a pod ran on when its token was reviewed. */
function nodeOf(place: string | null): string | undefined {
  return place?.split('/')[2] || undefined;
}

function placeOf(place: string | null): Place {
  const [namespace, name] = (place ?? '').split('/');
  if (!namespace || !name) throw new EngineError('pod-not-live');
  return { namespace, name };
}

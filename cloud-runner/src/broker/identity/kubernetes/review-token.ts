import { EngineError } from '@mayfly/shared/base/errors.ts';
import { ApiError } from '../../../cluster-api/api-error.ts';
import type { ClusterApi } from '../../../cluster-api/client.ts';

/** Whose token it is: a service account, and what the token is bound to. */
export type TokenOwner = {
  readonly namespace: string;
  readonly account: string;
  readonly podName?: string;
  readonly podUid?: string;
  readonly nodeName?: string;
};

type Review = {
  readonly status?: {
    readonly authenticated?: boolean;
    readonly audiences?: readonly string[];
    readonly user?: {
      readonly username?: string;
      readonly extra?: Readonly<Record<string, readonly string[]>>;
    };
  };
};

/** A pod waits for its keys meanwhile: better asked again by it than waited for here, in ms. */
const patienceMs = 4_000;

/**
 * Asks the API server whose token this is, if it was made for `audience`; `undefined`: nobody's. A token counts for some
 * seconds after its pod is gone: look at the pod as well. Throws `pod-not-live` when the API server does not answer.
 */
export async function reviewToken(
  api: ClusterApi,
  token: string,
  audience: string,
): Promise<TokenOwner | undefined> {
  const { status } = await orNotLive(
    api.ask<Review>({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/tokenreviews',
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenReview',
        spec: { token, audiences: [audience] },
      },
      patienceMs,
    }),
  );
  if (!status?.authenticated || !status.audiences?.includes(audience)) return undefined;
  const [, namespace, account] =
    /^system:serviceaccount:([^:]+):([^:]+)$/.exec(status.user?.username ?? '') ?? [];
  if (!namespace || !account) return undefined;
  const bound = (to: string) => status.user?.extra?.[`authentication.kubernetes.io/${to}`]?.[0];
  const [podName, podUid, nodeName] = ['pod-name', 'pod-uid', 'node-name'].map(bound);
  return {
    namespace,
    account,
    ...(podName && { podName }),
    ...(podUid && { podUid }),
    ...(nodeName && { nodeName }),
  };
}

/** What cannot be learned from the API server now is `pod-not-live`: then nothing is released. */
export async function orNotLive<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    if (cause instanceof ApiError) throw new EngineError('pod-not-live', { cause });
    throw cause;
  }
}

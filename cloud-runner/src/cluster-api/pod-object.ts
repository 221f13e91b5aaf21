/** What we read of a pod, as the API server has it; all else is left unread. */
export type PodObject = {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly creationTimestamp: string;
    /** When it is to be gone at the latest; there once its deletion was asked for. */
    readonly deletionTimestamp?: string;
    readonly deletionGracePeriodSeconds?: number;
  };
  readonly spec: {
    readonly nodeName?: string;
    readonly containers: readonly { readonly name: string; readonly image: string }[];
    readonly initContainers?: readonly unknown[];
    readonly ephemeralContainers?: readonly unknown[];
  };
  readonly status?: PodStatus;
};

/** What the node, or whoever speaks for it, says of a pod. */
export type PodStatus = {
  readonly phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  readonly reason?: string;
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason?: string;
  }[];
  readonly containerStatuses?: readonly {
    readonly name: string;
    readonly imageID: string;
    readonly restartCount: number;
    readonly state?: ContainerState;
  }[];
};

type ContainerState = {
  readonly waiting?: { readonly reason?: string };
  readonly running?: object;
  readonly terminated?: { readonly reason?: string; readonly exitCode: number };
};

/** A list of pods, or a part of one: `continue` where more follow. */
export type PodList = {
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
  readonly items: readonly PodObject[];
};

/** Whether all that a pod had to do is over, however it ended. */
export function hasEnded({ status }: PodObject): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

import { ApiError } from './api-error.ts';
import type { ClusterApi } from './client.ts';
import type { PodObject } from './pod-object.ts';

/** Something happened to a pod. */
export type PodChange = {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: PodObject;
};

/** One line of a watch. A bookmark tells nothing but how far it is. */
export type PodEvent =
  | PodChange
  | {
      readonly type: 'BOOKMARK';
      readonly object: { readonly metadata: { readonly resourceVersion: string } };
    };

type Line =
  | PodEvent
  | {
      readonly type: 'ERROR';
      readonly object: { code?: number; reason?: string; message?: string };
    };

/** How long a server may let one watch go on, in seconds. */
const watchSeconds = 240;

/**
 * What happens to the pods of a namespace after `resourceVersion`, until the server ends it. Throws an {@link ApiError}: 410
 * when that version is too old, so that only a list helps.
 */
export async function* watchPods(
  api: ClusterApi,
  namespace: string,
  { resourceVersion, signal }: { resourceVersion: string; signal: AbortSignal },
): AsyncGenerator<PodEvent> {
  const answer = await api.open({
    method: 'GET',
    path: `/api/v1/namespaces/${namespace}/pods`,
    query: {
      watch: '1',
      allowWatchBookmarks: 'true',
      resourceVersion,
      timeoutSeconds: String(watchSeconds),
    },
    signal,
  });
  let rest = '';
  try {
    for await (const part of answer.setEncoding('utf8')) {
      const lines = (rest + String(part)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line) yield read(line);
    }
  } catch (cause) {
    throw cause instanceof ApiError ? cause : ApiError.silence(cause);
  } finally {
    answer.destroy();
  }
}

function read(line: string): PodEvent {
  const event = JSON.parse(line) as Line;
  if (event.type !== 'ERROR') return event;
  const { code = 0, reason = '', message = 'The watch failed' } = event.object;
  throw new ApiError(code, reason, message);
}

import { setTimeout as delay } from 'node:timers/promises';
import type { Api, KubernetesObject } from '../api.ts';

type Event = { readonly type: string; readonly object: KubernetesObject };

/** How long a watch is believed before everything is listed again: watches were seen to go deaf without an error. */
const believedForMs = 60_000;
const retryMs = 300;

/**
 * Keeps a list of objects as the API server has it, and tells whenever it may have changed. While the server is away the
 * list stays as it was. Never returns.
 */
export const follow = async (
  api: Api,
  path: string,
  tell: (items: readonly KubernetesObject[]) => void,
): Promise<never> => {
  for (;;) {
    try {
      const { code, body } = await api.call('GET', path);
      if (code !== 200) throw new Error(`${path}: ${code}`);
      const items = new Map(body.items?.map((each) => [each.metadata?.uid, each]));
      tell([...items.values()]);
      const from = `?watch=1&allowWatchBookmarks=true&resourceVersion=${body.metadata?.resourceVersion}`;
      for await (const { type, object } of events(api, path + from)) {
        if (type === 'ERROR') break;
        if (type === 'BOOKMARK') continue;
        if (type === 'DELETED') items.delete(object.metadata?.uid);
        else items.set(object.metadata?.uid, object);
        tell([...items.values()]);
      }
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      await delay(retryMs);
    }
  }
};

/** The events of a watch, until it ends or is not believed any longer. */
async function* events(api: Api, path: string): AsyncGenerator<Event> {
  const limit = AbortSignal.timeout(believedForMs);
  try {
    const answer = await api.stream(path, limit);
    let rest = '';
    for await (const chunk of answer.setEncoding('utf8')) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line) yield JSON.parse(line) as Event;
    }
  } catch (error) {
    if (!limit.aborted) throw error;
  }
}

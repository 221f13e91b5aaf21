import { authorize } from '@mayfly/shared/envelope/statement/request.ts';
import { until } from './office.ts';
import type { By, Office } from './office.ts';

/** One event as it was sent. */
export type SentEvent = { id: number; kind: string; data: Record<string, unknown> };

/** A stream that is being read. */
export type EventStream = {
  readonly events: SentEvent[];
  /** Everything that came, comments too. */
  text(): string;
  /** The event for which something holds; waits for it. */
  next(isWanted: (event: SentEvent) => boolean): Promise<SentEvent>;
  /** Resolves when the service has ended the stream. */
  ended: Promise<void>;
  close(): void;
};

/** Reads the stream of an organization over the network, from `after` on. */
export async function readEvents(office: Office, by: By, after?: number): Promise<EventStream> {
  const { keys, org } = by;
  const path = '/runs/events';
  const at = office.clock.now();
  const closing = new AbortController();
  const asked = { method: 'GET', path, body: new Uint8Array(), org, at } as const;
  const headers = {
    authorization: authorize(asked, keys),
    ...(after !== undefined && { 'last-event-id': String(after) }),
  };
  const { signal } = closing;
  const answer = await fetch(office.config.listenUrl + path, { headers, signal });
  if (!answer.ok || !answer.body) throw new Error(`No stream: ${answer.status}`);
  let text = '';
  const events: SentEvent[] = [];
  const read = async (body: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      events.splice(0, Infinity, ...parse(text));
    }
  };
  const ended = read(answer.body).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return {
    events,
    text: () => text,
    next: (isWanted) =>
      until(() => {
        const found = events.find(isWanted);
        if (!found) throw new Error(`Not sent yet; so far: ${text}`);
        return found;
      }),
    ended,
    close: () => closing.abort(),
  };
}

function parse(text: string): SentEvent[] {
  const blocks = text.split('\n\n').slice(0, -1);
  return blocks.flatMap((block) => {
    const [, id, kind, data] = /^id: (\d+)\nevent: (\w+)\ndata: (.+)$/.exec(block) ?? [];
    return id && kind && data ? [{ id: Number(id), kind, data: JSON.parse(data) }] : [];
  });
}

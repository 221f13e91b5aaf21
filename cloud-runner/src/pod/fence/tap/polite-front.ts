import type { ConnectionTransport } from 'puppeteer-core';
import type { Interception } from '../interception.ts';
import type { Gate } from '../pass.ts';
import { type Answer, judgePaused, type Paused, reasonOfFailure } from './paused-request.ts';
import type { TunnelMemory } from './tunnel-memory.ts';

/** Targets whose requests are asked about. */
const asking: ReadonlySet<string> = new Set([
  'page',
  'iframe',
  'worker',
  'shared_worker',
  'service_worker',
]);

/**
 * Kinds of requests that are asked about: those that may write. What a page is made of is only ever read, so that of one site
 * all of it passes, or none.
 */
const patterns = [
  'CSPViolationReport',
  'Document',
  'EventSource',
  'Fetch',
  'Other',
  'Ping',
  'XHR',
].map((resourceType) => ({ urlPattern: 'https://*', resourceType }));

/** Far from the numbers that puppeteer counts up from 1. */
const firstId = 2 ** 30;

type Event = {
  method?: string;
  id?: number;
  sessionId?: string;
  params: { sessionId?: string; targetInfo?: { type: string; targetId: string } };
};

/**
 * Answers what would be refused with a page that says so, before it is sent: a tap can only cut the connection, and
 * everything else on it. This is courtesy and never the fence: whatever goes past it, the tap still judges.
 */
export function politeFront(gate: Gate, memory: TunnelMemory): Interception {
  return (inner) => {
    const sessions = new Map<string, string>();
    let lastId = firstId;

    const tell = (sessionId: string | undefined, method: string, params: object) => {
      lastId += 1;
      inner.send(JSON.stringify({ id: lastId, method, params, sessionId }));
    };

    /** Sent ahead of whatever puppeteer sends to a new target, which waits until then; no answer is waited for. */
    function attached({ sessionId, targetInfo }: Event['params']): void {
      if (!sessionId || !targetInfo || !asking.has(targetInfo.type)) return;
      if (sessions.has(targetInfo.targetId)) return;
      sessions.set(targetInfo.targetId, sessionId);
      tell(sessionId, 'Fetch.enable', { patterns });
    }

    function detached(gone: string | undefined): void {
      for (const [target, session] of sessions) if (session === gone) sessions.delete(target);
    }

    async function paused(sessionId: string | undefined, request: Paused): Promise<void> {
      const { method, params } = await answerTo(gate, memory, request);
      tell(sessionId, `Fetch.${method}`, { requestId: request.requestId, ...params });
    }

    const front: ConnectionTransport = {
      send: (message) => inner.send(message),
      close: () => inner.close(),
    };
    const onclose = () => front.onclose?.();
    const onmessage = (message: string) => {
      const event = ours(message);
      if (event?.method === 'Fetch.requestPaused') {
        // A browser that has ended meanwhile waits for no answer.
        paused(event.sessionId, event.params as unknown as Paused).catch(() => undefined);
        return;
      }
      if ((event?.id ?? 0) > firstId) return;
      if (event?.method === 'Target.attachedToTarget') attached(event.params);
      if (event?.method === 'Target.detachedFromTarget') detached(event.params.sessionId);
      front.onmessage?.(message);
    };
    Object.assign(inner, { onclose, onmessage });
    return front;
  };
}

/** The messages that are looked at; most are not, and are not parsed for it. */
function ours(message: string): Event | undefined {
  const isOurs = /^\{"(?:id":1\d{9}\b|method":"(?:Fetch\.|Target\.(?:at|de)tached))/.test(message);
  return isOurs ? (JSON.parse(message) as Event) : undefined;
}

type Reply = { method: string; params: object };

/** Kinds of requests whose failure a page or a step looks at: it is told why. */
const explained: ReadonlySet<string> = new Set(['Document', 'Fetch', 'XHR']);

async function answerTo(gate: Gate, memory: TunnelMemory, request: Paused): Promise<Reply> {
  const isAnswered = request.responseStatusCode !== undefined;
  if (isAnswered) return { method: 'continueRequest', params: {} };
  const { responseErrorReason: errorReason } = request;
  if (errorReason !== undefined) {
    const reason = await reasonOfFailure(gate, request);
    return reason ? fulfilled(reason) : { method: 'failRequest', params: { errorReason } };
  }
  const refusal = await judgePaused(gate, memory, request);
  if (refusal) return fulfilled(refusal);
  return {
    method: 'continueRequest',
    params: { interceptResponse: explained.has(request.resourceType) },
  };
}

function fulfilled({ status, headers, text }: Answer): Reply {
  const responseHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
  const body = Buffer.from(text).toString('base64');
  return { method: 'fulfillRequest', params: { responseCode: status, responseHeaders, body } };
}

import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

import { close, listen } from '../sites/site.ts';

/** A span as it came: OTLP's JSON, its attributes as a map. */
export type ReceivedSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly from: bigint;
  readonly to: bigint;
  readonly attributes: Readonly<Record<string, string>>;
};

/** A receiver of OTLP over HTTP. */
export type TraceReceiver = {
  readonly url: string;
  readonly spans: ReceivedSpan[];
  /** All that came, as it came. */
  readonly texts: string[];
  readonly close: () => Promise<void>;
};

type Value = { readonly stringValue?: string; readonly intValue?: string };
type Attribute = { readonly key: string; readonly value: Value };
type Otlp = {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
};
type OtlpSpan = Pick<ReceivedSpan, 'traceId' | 'spanId' | 'parentSpanId' | 'name'> & {
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
};

const received = (span: OtlpSpan): ReceivedSpan => {
  const { traceId, spanId, parentSpanId, name, attributes } = span;
  const pairs = attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]);
  return {
    traceId,
    spanId,
    ...(parentSpanId !== undefined && { parentSpanId }),
    name,
    from: BigInt(span.startTimeUnixNano),
    to: BigInt(span.endTimeUnixNano),
    attributes: Object.fromEntries(pairs) as Record<string, string>,
  };
};

/** Starts one on loopback. It takes `POST /v1/traces` in JSON, and nothing else. */
export const startTraceReceiver = async (): Promise<TraceReceiver> => {
  const spans: ReceivedSpan[] = [];
  const texts: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = (await json(request)) as Otlp;
      const isRight = request.method === 'POST' && request.url === '/v1/traces';
      if (isRight) {
        texts.push(JSON.stringify(body));
        const all = body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans);
        spans.push(...all.flatMap((scope) => scope.spans).map(received));
      }
      response.writeHead(isRight ? 200 : 404, { 'content-type': 'application/json' }).end('{}');
    })();
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  return { url, spans, texts, close: () => close(server) };
};

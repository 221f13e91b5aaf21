import { idBytes } from '@mayfly/shared/base/ids.ts';
import { utf8 } from '@mayfly/shared/base/bytes.ts';
import { H } from '@mayfly/shared/envelope/sodium.ts';
import type { Span, SpanFacts, Tracer } from './tracer.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const nanos = (ms: number) => `${Math.round(ms)}000000`;

/** More wait for no receiver: the oldest go. */
const mostWaiting = 2_000;
const eachMs = 1_000;
const timeoutMs = 5_000;

/** Which span of a run it is; told twice, it is the same one. */
const spanId = ({ run, name, facts }: Pick<Span, 'run' | 'name' | 'facts'>): string =>
  hex(H(utf8(`${run} ${name} ${name === 'run' ? 0 : (facts?.attempt ?? 0)}`)).subarray(0, 8));

function attributesOf(run: string, facts: SpanFacts) {
  const said = Object.entries({ run, ...facts }).filter(([, value]) => value !== undefined);
  return said.map(([key, value]) => ({
    key: `mayfly.${key}`,
    value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
  }));
}

/**
 * A span as OTLP's JSON has it (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). The trace has the id of
 * the run, so that whoever knows one finds the other.
 */
function toOtlp(span: Span) {
  const { run, name, from, to, facts = {} } = span;
  const isBad = facts.status === 'failed' || facts.status === 'timed-out';
  return {
    traceId: hex(idBytes(run)),
    spanId: spanId(span),
    ...(name !== 'run' && { parentSpanId: spanId({ run, name: 'run' }) }),
    name,
    kind: 1,
    startTimeUnixNano: nanos(Math.min(from, to)),
    endTimeUnixNano: nanos(to),
    attributes: attributesOf(run, facts),
    status: isBad ? { code: 2 } : {},
  };
}

/** Sends spans by OTLP over HTTP to `<url>/v1/traces`, in JSON, some at once. What nobody takes is dropped. */
export function otlpTracer(url: string, onError: (error: unknown) => void): Tracer {
  const target = `${url.replace(/\/$/, '')}/v1/traces`;
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'mayfly' } }] };
  let waiting: Span[] = [];

  const flush = async () => {
    const spans = waiting.map(toOtlp);
    waiting = [];
    if (spans.length === 0) return;
    const scopeSpans = [{ scope: { name: 'mayfly' }, spans }];
    try {
      const answer = await fetch(target, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body?.cancel();
      if (!answer.ok) onError(new Error(`${target}: ${answer.status}`));
    } catch (error) {
      onError(error);
    }
  };
  const timer = setInterval(() => void flush(), eachMs).unref();
  return {
    add(span) {
      waiting.push(span);
      if (waiting.length > mostWaiting) waiting.shift();
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

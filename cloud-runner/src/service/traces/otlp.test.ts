import { beforeAll, expect, it } from 'vitest';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { ready } from '@mayfly/shared/envelope/sodium.ts';
import { startTraceReceiver } from '../../../../test/harness/trace-receiver.ts';
import { freePort } from '../../launcher/free-port.ts';
import { otlpTracer } from './otlp.ts';

beforeAll(ready);

const run = randomId16();

it('a run is one trace of its own id, and a span that is told twice is one span', async () => {
  const receiver = await startTraceReceiver();
  const tracer = otlpTracer(`${receiver.url}/`, () => undefined);
  const claim = { run, name: 'claim', from: 1_000, to: 1_500.4, facts: { attempt: 1 } } as const;
  tracer.add(claim);
  tracer.add(claim);
  tracer.add({ ...claim, facts: { attempt: 2 } });
  tracer.add({ run, name: 'run', from: 1_000, to: 3_000, facts: { status: 'failed' } });
  await tracer.close();
  const [one, same, next, root] = receiver.spans;
  expect(one).toEqual(same);
  expect(next?.spanId).not.toBe(one?.spanId);
  expect(one).toMatchObject({
    parentSpanId: root?.spanId,
    from: 1_000_000_000n,
    to: 1_500_000_000n,
  });
  expect(root?.parentSpanId).toBeUndefined();
  expect(new Set(receiver.spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(one?.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(one?.spanId).toMatch(/^[0-9a-f]{16}$/);
  await receiver.close();
});

it('what nobody takes is dropped, and told once for each try', async () => {
  const failed: unknown[] = [];
  const tracer = otlpTracer(`http://127.0.0.1:${await freePort()}`, (error) => failed.push(error));
  tracer.add({ run, name: 'run', from: 1, to: 2 });
  await tracer.close();
  expect(failed).toHaveLength(1);
});

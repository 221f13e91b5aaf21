import { sameBytes } from '@mayfly/shared/base/bytes.ts';
import { RequestError, SealError } from '@mayfly/shared/base/errors.ts';
import { fromBase64url } from '@mayfly/shared/base/ids.ts';
import { envelopeId, headerOf, readStub } from '@mayfly/shared/envelope/format.ts';
import { order } from '@mayfly/shared/envelope/statement/order.ts';
import { read, verifyIn } from '@mayfly/shared/envelope/statement.ts';
import type { StubWithWrap } from '@mayfly/shared/api/route.ts';
import type { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import type { Order } from '@mayfly/shared/envelope/statement/order.ts';
import type { Signed } from '@mayfly/shared/envelope/statement.ts';
import { runLabel } from '../runs/label.ts';
import { takeOrder } from '../runs/take-order.ts';
import { findDevice } from '../store/devices.ts';
import { findLabel, keepEnvelope } from '../store/envelopes.ts';
import { lockRun, showRun } from '../store/runs.ts';
import type { Handler } from '../door/serve.ts';
import type { InOrg } from '../store/database.ts';

const longestOrderMs = 86_400_000;

/**
 * Queues the run that a device ordered: the row and its turn are one transaction. Only what would be refused anyway is
 * refused here; whether the order holds, the broker decides.
 */
export const createRun: Handler<typeof serviceRoutes.createRun> = async (deps, asked) => {
  const { caller, body } = asked;
  const signed = { bytes: fromBase64url(body.order.bytes), sig: fromBase64url(body.order.sig) };
  return takeOrder(deps, caller.org, async (at, queue) => {
    const said = await checkedOrder(at, signed, deps.now());
    const input = await checkedInput(at, said, body.input);
    const queued = await queue({
      run: said.run,
      grant_id: said.grant,
      order_bytes: signed.bytes,
      order_sig: signed.sig,
      ...input,
      deadline_ms: body.deadlineMs,
      ready_at: readyAt(said, deps.now()),
      not_after: said.notAfter,
    });
    if (queued) return runLabel(queued);
    await refuseOther(at, said, signed);
    const row = await showRun(at, said.run);
    if (!row) throw new RequestError('run-not-found');
    return runLabel(row);
  });
};

/** When its turn is: a device and the service may have different times, but agree on how long it is to wait. */
function readyAt({ at, notBefore }: Order, now: number): number {
  return Math.min(notBefore, now + Math.max(0, notBefore - at));
}

async function checkedOrder(at: InOrg, signed: Signed, now: number): Promise<Order> {
  const device = await findDevice(at, read(order, signed).by);
  if (!device) throw new SealError('unknown-sender');
  const said = verifyIn(order, signed, device.sign, at.org);
  const { notBefore, notAfter } = said;
  const isTime = notAfter >= notBefore && notAfter - notBefore <= longestOrderMs;
  if (!isTime || now > notAfter || notBefore > now + longestOrderMs)
    throw new SealError('order-expired');
  return said;
}

/** The input that an order names, which is then kept. Throws `wrong-id`, `wrong-purpose` or `envelope-not-found`. */
async function checkedInput(at: InOrg, { input }: Order, given: StubWithWrap | undefined) {
  if (!input && !given) return {};
  if (!input || !given) throw new SealError('wrong-id');
  const bytes = fromBase64url(given.stub);
  const stub = readStub(bytes);
  if (envelopeId(stub) !== input) throw new SealError('wrong-id');
  if (headerOf(stub).purpose !== 'input') throw new SealError('wrong-purpose');
  if (!(await findLabel(at, input))) throw new RequestError('envelope-not-found');
  await keepEnvelope(at, input, null);
  return { input_stub: bytes, input_wrap: fromBase64url(given.wrap) };
}

async function refuseOther(at: InOrg, { run }: Order, { bytes }: Signed): Promise<void> {
  const first = await lockRun(at, run);
  if (!first?.order_bytes || !sameBytes(first.order_bytes, bytes))
    throw new RequestError('run-differs');
}

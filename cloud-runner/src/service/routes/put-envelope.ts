import { sameBytes } from '@mayfly/shared/base/bytes.ts';
import { RequestError, SealError } from '@mayfly/shared/base/errors.ts';
import { envelopeId, headerOf, lineOf, readFile, stubOf } from '@mayfly/shared/envelope/format.ts';
import { sodium } from '@mayfly/shared/envelope/sodium.ts';
import type { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import type { Header, Purpose } from '@mayfly/shared/envelope/format.ts';
import { inOrg } from '../store/database.ts';
import { findDevice } from '../store/devices.ts';
import { findEnvelope, hasReport, insertEnvelope, keepEnvelope } from '../store/envelopes.ts';
import { isHead } from '../store/heads.ts';
import type { DeviceCaller, PodCaller } from '../door/proof.ts';
import type { Handler } from '../door/serve.ts';
import type { InOrg } from '../store/database.ts';
import type { EnvelopeRow } from '../store/tables.ts';

/** How long an envelope is kept that no link, order or run names: 24 h. */
export const unnamedMs = 86_400_000;

const ofRuns: ReadonlySet<Purpose> = new Set(['progress', 'report', 'artifact']);

/**
 * Stores an envelope that was made by a device of the organization, or by the pod that brings it. Its id, body and
 * signature are what they say; nothing of it is opened.
 */
export const putEnvelope: Handler<typeof serviceRoutes.putEnvelope> = async (deps, asked) => {
  const { caller, params, body, reply } = asked;
  const file = readFile(body);
  const stub = stubOf(file);
  if (envelopeId(stub) !== params.id) throw new SealError('wrong-id');
  const header = headerOf(file);
  if (header.org !== caller.org) throw new SealError('wrong-organization');
  const run = runOf(header, caller);
  const now = deps.now();
  return inOrg(deps.mail, caller.org, async (at) => {
    const sign = asked.request.caller?.sign;
    const key = header.sender === caller.kid ? sign : (await findDevice(at, header.sender))?.sign;
    if (!key || !sodium.crypto_sign_verify_detached(file.sig, lineOf(stub), key))
      throw new SealError('unknown-sender');
    const { purpose, subject, sender } = header;
    const isNamed = run !== null || (await isHead(at, params.id));
    const label = { org: at.org, id: params.id, purpose, subject, sender, run, created_at: now };
    const kept = { keep_until: isNamed ? null : now + unnamedMs, size: body.length };
    const isNew = await insertEnvelope(at, { ...label, ...kept, bytes: body });
    if (!isNew) await keepSame(at, { ...label, ...kept, bytes: body });
    reply.code(isNew ? 201 : 200);
    return { id: params.id };
  });
};

/** The run to which an envelope belongs. Throws `not-latest-attempt`, `wrong-purpose` or `wrong-subject`. */
function runOf({ purpose, subject, sender }: Header, caller: DeviceCaller | PodCaller) {
  if (caller.kind === 'device') {
    if (ofRuns.has(purpose)) throw new SealError('wrong-purpose');
    return null;
  }
  if (!caller.isLatest) throw new RequestError('not-latest-attempt');
  if (sender !== caller.kid) throw new SealError('unknown-sender');
  if (purpose === 'session') return null;
  if (!ofRuns.has(purpose)) throw new SealError('wrong-purpose');
  if (subject !== caller.run) throw new SealError('wrong-subject');
  return caller.run;
}

/** The very same is there already; what nothing names is kept for another while. Throws where it is not the same. */
async function keepSame(at: InOrg, row: EnvelopeRow): Promise<void> {
  const stored = await findEnvelope(at, row.id);
  if (stored && !sameBytes(stored.bytes, row.bytes)) throw new RequestError('envelope-differs');
  if (stored?.keep_until) await keepEnvelope(at, row.id, row.keep_until);
  if (!stored && (await hasReport(at, row.sender))) throw new RequestError('report-already-posted');
}

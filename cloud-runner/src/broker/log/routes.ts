import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import { idBytes, toBase64url } from '@mayfly/shared/base/ids.ts';
import { askingDevice } from '../door/device.ts';
import { serve } from '../door/serve.ts';
import { inOrg } from '../store/database.ts';
import { entriesFrom, leafHashAt } from '../store/leaves.ts';
import { readOrg } from '../store/orgs.ts';
import { hashesOver, rootAt } from './proofs.ts';
import { consistencySpans, inclusionSpans } from './spans.ts';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import type { LogEntry } from '../store/leaves.ts';

const entriesAtOnce = 500;

/** The routes by which devices check the log. */
export function logRoutes(app: FastifyInstance, deps: Deps): void {
  const { database } = deps;

  serve(app, brokerRoutes.logProof, async ({ params, query, request }) => {
    await askingDevice(deps, request, params.org);
    return inOrg(database, params.org, async (at) => {
      const { log_size } = await readOrg(at);
      const { from, leaf, to = log_size } = query;
      if (to < 0 || to > log_size || !fits(from, to + 1) || !fits(leaf, to))
        throw new RequestError('bad-request');
      const proof = { size: to, root: toBase64url(await rootAt(at, to)) };
      const consistency =
        from === undefined ? undefined : await hashesOver(at, consistencySpans(from, to));
      const inclusion =
        leaf === undefined ? undefined : await hashesOver(at, inclusionSpans(leaf, to));
      const hash = leaf === undefined ? undefined : await leafHashAt(at, leaf);
      return {
        ...proof,
        ...(consistency && { consistency: consistency.map(toBase64url) }),
        ...(inclusion && { inclusion: inclusion.map(toBase64url) }),
        ...(hash && { leaf: toBase64url(idBytes(hash)) }),
      };
    });
  });

  serve(app, brokerRoutes.logEntries, async ({ params, query, request }) => {
    await askingDevice(deps, request, params.org);
    const entries = await inOrg(database, params.org, (at) =>
      entriesFrom(at, query.from, entriesAtOnce),
    );
    return { entries: entries.map(entryToJson) };
  });
}

function fits(n: number | undefined, below: number): boolean {
  return n === undefined || (n >= 0 && n < below);
}

function entryToJson({ n, kind, hash, bytes, sig }: LogEntry) {
  const entry = { n, kind, hash: toBase64url(idBytes(hash)) };
  return bytes && sig ? { ...entry, statement: signedToJson({ bytes, sig }) } : entry;
}

import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { RequestError } from '@mayfly/shared/base/errors.ts';
import { toBase64url } from '@mayfly/shared/base/ids.ts';
import { askingDevice } from '../door/device.ts';
import { serve } from '../door/serve.ts';
import { inOrg } from '../store/database.ts';
import { findGrant } from '../store/grants.ts';
import { findHead } from '../store/heads.ts';
import { linksAfter } from '../store/links.ts';
import { readOrg } from '../store/orgs.ts';
import { restoredNow } from '../restore/restored-now.ts';
import { appendLink, fileFromJson } from './append-link.ts';
import { foundOrg } from './found-org.ts';
import { receiptNow } from './receipts.ts';
import { takeBeat } from './take-beat.ts';
import type { FastifyInstance } from 'fastify';
import type { InOrg } from '../store/database.ts';
import type { Deps } from '../deps.ts';

const linksAtOnce = 500;

/** The routes by which an organization is made, changed and followed. */
export function charterRoutes(app: FastifyInstance, deps: Deps): void {
  const { database, keys, clock } = deps;
  const freshReceipt = async (at: InOrg) =>
    signedToJson(receiptNow(keys, await readOrg(at), clock.now()));

  serve(app, brokerRoutes.acceptInvitation, (asked) => foundOrg(deps, asked));

  for (const later of [brokerRoutes.createInvitation, brokerRoutes.pollInvitation]) {
    serve(app, later, async () => {
      throw new RequestError('not-built');
    });
  }

  serve(app, brokerRoutes.appendLink, async ({ params, body, request }) => {
    await askingDevice(deps, request, params.org);
    const brought = {
      link: signedFromJson(body.link),
      heads: body.heads,
      grant: fileFromJson(body.grant),
    };
    return { receipt: signedToJson(await appendLink(deps, params.org, brought)) };
  });

  serve(app, brokerRoutes.listLinks, async ({ params, query, request }) => {
    await askingDevice(deps, request, params.org);
    return inOrg(database, params.org, async (at) => {
      const links = (await linksAfter(at, query.after, linksAtOnce)).map(signedToJson);
      const row = await readOrg(at);
      const now = clock.now();
      const restored = restoredNow(keys, row, now);
      return {
        links,
        receipt: signedToJson(receiptNow(keys, row, now)),
        ...(restored && { restored: signedToJson(restored) }),
      };
    });
  });

  serve(app, brokerRoutes.head, async ({ params, request }) => {
    await askingDevice(deps, request, params.org);
    return inOrg(database, params.org, async (at) => ({ receipt: await freshReceipt(at) }));
  });

  serve(app, brokerRoutes.subjectHead, async ({ params, request }) => {
    await askingDevice(deps, request, params.org);
    const head = await inOrg(database, params.org, (at) => findHead(at, params.subject));
    if (!head) throw new RequestError('subject-not-found');
    return { id: head.id, stub: toBase64url(head.stub) };
  });

  serve(app, brokerRoutes.getGrant, async ({ params, request }) => {
    await askingDevice(deps, request, params.org);
    const grant = await inOrg(database, params.org, (at) => findGrant(at, params.id));
    if (!grant) throw new RequestError('grant-not-found');
    return grant.envelope;
  });

  serve(app, brokerRoutes.beat, async ({ params, body, request }) => {
    await askingDevice(deps, request, params.org);
    return { receipt: signedToJson(await takeBeat(deps, params.org, signedFromJson(body.beat))) };
  });
}

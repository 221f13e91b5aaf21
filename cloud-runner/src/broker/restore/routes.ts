import { brokerRoutes } from '@mayfly/shared/api/broker-routes.ts';
import { signedFromJson, signedToJson } from '@mayfly/shared/api/signed-json.ts';
import { askingDevice } from '../door/device.ts';
import { serve } from '../door/serve.ts';
import { hearReceipt } from './hear-receipt.ts';
import { openOrg } from './open-org.ts';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';

/** The routes by which a broker learns that it was restored, and is opened. */
export function restoreRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, brokerRoutes.showReceipt, async ({ params, body, request }) => {
    await askingDevice(deps, request, params.org);
    const receipt = signedFromJson(body.receipt);
    return { restored: await hearReceipt(deps, params.org, receipt) };
  });

  serve(app, brokerRoutes.open, async ({ params, body, request }) => {
    await askingDevice(deps, request, params.org);
    const opening = signedFromJson(body.opening);
    return { receipt: signedToJson(await openOrg(deps, params.org, opening)) };
  });
}

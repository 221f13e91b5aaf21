import { z } from 'zod';
import { defineRoutes, orgParams, signedSchema } from './route.ts';

/** How the broker learns that its database was put back to an earlier one, and is opened then. */
export const restoreRoutes = defineRoutes({
  showReceipt: {
    method: 'POST',
    path: '/orgs/:org/receipts',
    caller: 'device',
    summary:
      "The broker's own earlier word, shown to it: where it tells of more than the broker has, it was restored, and waits to be opened.",
    params: orgParams,
    body: z.strictObject({ receipt: signedSchema }),
    answer: z.strictObject({ restored: z.boolean() }),
    status: 200,
  },
  open: {
    method: 'POST',
    path: '/orgs/:org/openings',
    caller: 'device',
    summary: "An admin's word that a broker that was restored may release again.",
    params: orgParams,
    body: z.strictObject({ opening: signedSchema }),
    answer: z.strictObject({ receipt: signedSchema }),
    status: 201,
  },
});

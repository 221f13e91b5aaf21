import { z } from 'zod';
import { base64urlSchema, id16Schema, id32Schema } from '../base/id-schemas.ts';
import { feedEntrySchema } from './feed.ts';
import { restoreRoutes } from './restore-routes.ts';
import {
  defineRoutes,
  envelopeRaw,
  orgParams,
  orgRunParams,
  runParams,
  signedSchema,
  stubWithWrapSchema,
} from './route.ts';

const receiptAnswer = z.strictObject({ receipt: signedSchema });
const hash = base64urlSchema;

/** What is known of a run, for a device to check by itself (FLOWS §7.5). */
export const runStatementsSchema = z.strictObject({
  order: signedSchema.optional(),
  slot: z.strictObject({ grantSubject: id16Schema, slot: z.int() }).optional(),
  certificates: z.array(signedSchema),
  mark: signedSchema.optional(),
  end: signedSchema.optional(),
  gone: z.array(signedSchema),
  stoppedAt: z.int().optional(),
  settled: z.strictObject({ done: z.boolean(), at: z.int() }).optional(),
});
export type RunStatements = z.infer<typeof runStatementsSchema>;

/** The broker's door: "the notary" (FLOWS §10, door B). */
export const brokerRoutes = defineRoutes({
  acceptInvitation: {
    method: 'POST',
    path: '/invitations/:id',
    caller: 'mac',
    summary: 'The first device makes the organization (FLOWS §2).',
    params: z.strictObject({ id: id16Schema }),
    body: z.strictObject({ link: signedSchema, mac: base64urlSchema }),
    answer: z.strictObject({
      receipt: signedSchema,
      brokerSign: base64urlSchema,
      serviceUrl: z.url(),
      mac: base64urlSchema,
    }),
    status: 201,
  },
  createInvitation: {
    method: 'POST',
    path: '/invitations',
    caller: 'device',
    summary: "An invitation from an admin's device. Not built yet: 501 not-built.",
    status: 501,
  },
  pollInvitation: {
    method: 'GET',
    path: '/invitations/:id',
    caller: 'device',
    summary: "Whether a newcomer answered a device's invitation. Not built yet: 501 not-built.",
    params: z.strictObject({ id: id16Schema }),
    status: 501,
  },
  appendLink: {
    method: 'POST',
    path: '/orgs/:org/links',
    caller: 'device',
    summary:
      'Append a link to the charter, with stub and wrap of each head it sets, and the grant it sets.',
    params: orgParams,
    body: z.strictObject({
      link: signedSchema,
      heads: z.array(stubWithWrapSchema).max(64),
      /** The grant's whole envelope file. */
      grant: base64urlSchema.optional(),
    }),
    answer: receiptAnswer,
    status: 201,
  },
  listLinks: {
    method: 'GET',
    path: '/orgs/:org/links',
    caller: 'device',
    summary:
      'Links after a sequence number (-1: all), at most 500, with a fresh receipt; `restored` while the broker waits to be opened.',
    params: orgParams,
    query: z.strictObject({ after: z.coerce.number().int().min(-1) }),
    answer: z.strictObject({
      links: z.array(signedSchema),
      receipt: signedSchema,
      restored: signedSchema.optional(),
    }),
    status: 200,
  },
  head: {
    method: 'GET',
    path: '/orgs/:org/head',
    caller: 'device',
    summary: 'A fresh receipt for the head.',
    params: orgParams,
    answer: receiptAnswer,
    status: 200,
  },
  subjectHead: {
    method: 'GET',
    path: '/orgs/:org/heads/:subject',
    caller: 'device',
    summary:
      'The envelope id that is head of a subject, and its stub. A renewal moves it without a link.',
    params: z.strictObject({ org: id32Schema, subject: id16Schema }),
    answer: z.strictObject({ id: id32Schema, stub: base64urlSchema }),
    status: 200,
  },
  getGrant: {
    method: 'GET',
    path: '/orgs/:org/grants/:id',
    caller: 'device',
    summary: "A grant's envelope file.",
    params: z.strictObject({ org: id32Schema, id: id32Schema }),
    answer: envelopeRaw,
    status: 200,
  },
  beat: {
    method: 'POST',
    path: '/orgs/:org/beats',
    caller: 'device',
    summary: 'A sign of life of a person, so that nobody can hold back a revocation for long.',
    params: orgParams,
    body: z.strictObject({ beat: signedSchema }),
    answer: receiptAnswer,
    status: 201,
  },
  ...restoreRoutes,
  runStatements: {
    method: 'GET',
    path: '/orgs/:org/runs/:run',
    caller: 'device',
    summary: 'All statements about a run.',
    params: orgRunParams,
    answer: runStatementsSchema,
    status: 200,
  },
  stopRun: {
    method: 'POST',
    path: '/orgs/:org/runs/:run/stop',
    caller: 'device',
    summary: 'Void a run for ever, and kill its pod.',
    params: orgRunParams,
    answer: z.strictObject({ stoppedAt: z.int() }),
    status: 202,
  },
  logProof: {
    method: 'GET',
    path: '/orgs/:org/log/proof',
    caller: 'device',
    summary:
      'RFC 6962 proofs: consistency from size `from` to `to`, inclusion of leaf number `leaf` in `to`.',
    params: orgParams,
    query: z.strictObject({
      from: z.coerce.number().int().optional(),
      to: z.coerce.number().int().optional(),
      leaf: z.coerce.number().int().optional(),
    }),
    answer: z.strictObject({
      size: z.int(),
      root: hash,
      consistency: z.array(hash).optional(),
      inclusion: z.array(hash).optional(),
      leaf: hash.optional(),
    }),
    status: 200,
  },
  logEntries: {
    method: 'GET',
    path: '/orgs/:org/log/entries',
    caller: 'device',
    summary: 'The statements behind the leaves from number `from` on, at most 500: who did what.',
    params: orgParams,
    query: z.strictObject({ from: z.coerce.number().int().min(0) }),
    answer: z.strictObject({
      entries: z.array(
        z.strictObject({ n: z.int(), kind: z.string(), hash, statement: signedSchema.optional() }),
      ),
    }),
    status: 200,
  },
  release: {
    method: 'POST',
    path: '/releases',
    caller: 'claim',
    summary: "A pod's sealed claim; the answer is sealed to the pod's key (FLOWS §6).",
    body: { raw: 'application/octet-stream', maxBytes: 1024 * 1024 },
    answer: { raw: 'application/octet-stream', maxBytes: 8 * 1024 * 1024 },
    status: 200,
  },
  standing: {
    method: 'GET',
    path: '/runs/:run',
    caller: 'pod',
    summary:
      'Whether a person stopped the run, and whether it has its mark: asked by a pod that is to end without its last step.',
    params: runParams,
    answer: z.strictObject({ stoppedAt: z.int().optional(), marked: z.boolean() }),
    status: 200,
  },
  mark: {
    method: 'POST',
    path: '/runs/:run/mark',
    caller: 'pod',
    summary: 'Asked before the first write; without a valid mark the write is not sent.',
    params: runParams,
    body: z.strictObject({ attempt: z.int() }),
    answer: z.strictObject({ mark: signedSchema }),
    status: 201,
  },
  end: {
    method: 'POST',
    path: '/runs/:run/end',
    caller: 'pod',
    summary: 'The end of a run, with stub and wrap of each renewed session.',
    params: runParams,
    body: z.strictObject({ end: signedSchema, renewals: z.array(stubWithWrapSchema).max(32) }),
    answer: z.strictObject({ acceptedAt: z.int() }),
    status: 201,
  },
  feed: {
    method: 'GET',
    path: '/feed',
    caller: 'feed token',
    summary:
      'Entries after `after`, waiting up to 25 s for one. `authorization: Bearer <feed token>`.',
    query: z.strictObject({ after: z.coerce.number().int().min(0) }),
    answer: z.strictObject({ entries: z.array(feedEntrySchema) }),
    status: 200,
  },
});

import { z } from 'zod';
import { base64urlSchema, id16Schema, id32Schema } from '../base/id-schemas.ts';
import {
  defineRoutes,
  envelopeParams,
  envelopeRaw,
  runParams,
  signedSchema,
  stubWithWrapSchema,
} from './route.ts';
import { goneGradeSchema, runStatusSchema } from './run-state.ts';

/** What the service knows of a run: labels only. Times in ms since 1970 UTC. */
export const runLabelSchema = z.strictObject({
  run: id16Schema,
  /** Envelope id of the grant, where an order started the run. */
  grant: id32Schema.optional(),
  /** Subject of the grant, where a slot started the run. */
  grantSubject: id16Schema.optional(),
  slot: z.int().optional(),
  status: runStatusSchema,
  code: z.string().optional(),
  step: z.int().optional(),
  of: z.int().optional(),
  attempt: z.int(),
  createdAt: z.int(),
  startedAt: z.int().optional(),
  endedAt: z.int().optional(),
  /** Place in the queue, from 1, while queued. */
  place: z.int().optional(),
  gone: goneGradeSchema.optional(),
});
export type RunLabel = z.infer<typeof runLabelSchema>;

/** One sealed piece of progress: `n` grows by one row of the service's, and is the event id of the stream. */
export const progressLabelSchema = z.strictObject({
  n: z.int(),
  run: id16Schema,
  attempt: z.int(),
  step: z.int(),
  of: z.int(),
  envelope: id32Schema,
});
export type ProgressLabel = z.infer<typeof progressLabelSchema>;

/** What a pod is given to do: an order or a slot, never both, and the input's key where there is one. */
export const assignmentSchema = z.strictObject({
  org: id32Schema,
  run: id16Schema,
  attempt: z.int(),
  order: signedSchema.optional(),
  slot: z.strictObject({ grantSubject: id16Schema, slot: z.int() }).optional(),
  input: stubWithWrapSchema.optional(),
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** What starts a run: the signed order, the input where there is one, and how long it may take. */
export const createRunSchema = z.strictObject({
  order: signedSchema,
  /** Sealed to the broker; handed on to the pod, who hands it on with its claim. */
  input: stubWithWrapSchema.optional(),
  deadlineMs: z.int().min(1_000).max(86_400_000),
});

/** The service's door: "the post office" (FLOWS §10, door S). */
export const serviceRoutes = defineRoutes({
  putEnvelope: {
    method: 'PUT',
    path: '/envelopes/:id',
    caller: 'device or pod',
    summary: 'Store a sealed envelope. 201 when new, 200 when the very same is there already.',
    params: envelopeParams,
    body: envelopeRaw,
    answer: z.strictObject({ id: id32Schema }),
    status: 201,
  },
  getEnvelope: {
    method: 'GET',
    path: '/envelopes/:id',
    caller: 'device or pod',
    summary: 'Fetch a sealed envelope.',
    params: envelopeParams,
    answer: envelopeRaw,
    status: 200,
  },
  envelopeStatus: {
    method: 'POST',
    path: '/envelopes/status',
    caller: 'device',
    summary: 'Which of these envelopes are stored.',
    body: z.strictObject({ ids: z.array(id32Schema).max(1_000) }),
    answer: z.strictObject({ known: z.array(id32Schema) }),
    status: 200,
  },
  createRun: {
    method: 'POST',
    path: '/runs',
    caller: 'device',
    summary: 'Queue a run by an order. The same run twice gets the first answer.',
    body: createRunSchema,
    answer: runLabelSchema,
    status: 201,
  },
  listRuns: {
    method: 'GET',
    path: '/runs',
    caller: 'device',
    summary:
      'Runs, newest first, 50 a page; `before` is the createdAt of the last one seen, `beforeRun` its id.',
    query: z.strictObject({
      before: z.coerce.number().int().optional(),
      /** Without it, the other runs of that same millisecond are left out. */
      beforeRun: id16Schema.optional(),
    }),
    answer: z.strictObject({ runs: z.array(runLabelSchema) }),
    status: 200,
  },
  getRun: {
    method: 'GET',
    path: '/runs/:run',
    caller: 'device',
    summary: 'One run, with the progress stored so far.',
    params: runParams,
    answer: z.strictObject({ run: runLabelSchema, progress: z.array(progressLabelSchema) }),
    status: 200,
  },
  stopRun: {
    method: 'POST',
    path: '/runs/:run/stop',
    caller: 'device',
    summary: 'Stop a run: out of the queue, or SIGTERM to its pod.',
    params: runParams,
    answer: runLabelSchema,
    status: 202,
  },
  runEvents: {
    method: 'GET',
    path: '/runs/events',
    caller: 'device',
    summary:
      'Server-sent events: `run` with a run label, `progress` with a progress label. Resumes at Last-Event-ID.',
    status: 200,
  },
  assignment: {
    method: 'POST',
    path: '/pods/:name/assignment',
    caller: 'pod',
    summary:
      'A pod asks for its work, and waits up to 25 s; 204 when there is none yet. The first key to ask under a name owns it.',
    params: z.strictObject({ name: z.string().regex(/^(run|warm)-[0-9a-z-]{1,60}$/) }),
    body: z.strictObject({ sign: base64urlSchema }),
    answer: assignmentSchema,
    status: 200,
  },
  progress: {
    method: 'POST',
    path: '/runs/:run/attempts/:attempt/progress',
    caller: 'pod',
    summary: 'Announce a sealed piece of progress, stored before as an envelope.',
    params: z.strictObject({ run: id16Schema, attempt: z.coerce.number().int() }),
    body: z.strictObject({ envelope: id32Schema, step: z.int(), of: z.int() }),
    answer: z.strictObject({ n: z.int() }),
    status: 201,
  },
  refusal: {
    method: 'POST',
    path: '/runs/:run/attempts/:attempt/refusal',
    caller: 'pod',
    summary:
      "Why a pod got no keys, said before it leaves: the broker's refusal, or an error of its own. Tried again, or the end.",
    params: z.strictObject({ run: id16Schema, attempt: z.coerce.number().int() }),
    body: z.strictObject({ code: z.string().max(64) }),
    answer: z.strictObject({}),
    status: 202,
  },
});

import { assignmentSchema } from '@mayfly/shared/api/service-routes.ts';
import { expect } from 'vitest';
import { device } from '../../harness/device.ts';
import { clickOn, goTo, permit, readOf } from '../../harness/permit.ts';
import { until } from '../../harness/until.ts';
import { withJson } from '../../harness/wire.ts';
import type { Assignment } from '@mayfly/shared/api/service-routes.ts';
import type { Plan } from '../../harness/permit.ts';
import type { Answered, Meddler, Sent } from '../../harness/wire.ts';
import type { ServiceWorld } from './world.ts';

/** Reads one page: what is permitted unless an attack needs more. */
export const reading = ({ origin }: ServiceWorld): Plan => ({
  steps: [goTo(`${origin}/`), readOf('#there')],
  origins: [origin],
});

/** Sends one form, once a run. */
export const writing = ({ origin }: ServiceWorld): Plan => ({
  steps: [goTo(`${origin}/`), clickOn('button')],
  origins: [origin],
  limits: { writes: [{ origin, methods: ['POST'], path: '/send', max: 1 }] },
});

const refusalPath = /^\/runs\/(\w+)\/attempts\/\d+\/refusal$/;

/**
 * The service gives the pod of the next run other work than that run's, and hears why the broker gives no keys for it: the
 * code with which the pod leaves.
 */
export async function giveWork(
  world: ServiceWorld,
  change: (work: Assignment) => Assignment | Promise<Assignment>,
  plan: Plan = reading(world),
): Promise<string> {
  const { run } = await permit(plan);
  const before = world.asked.length;
  const said = Promise.withResolvers<string>();
  const lie: Meddler = async (sent, forward) => {
    if (refusalPath.test(sent.path)) {
      said.resolve((JSON.parse(sent.body.toString()) as { code: string }).code);
      return forward(sent);
    }
    const answer = await forward(sent);
    const work = workIn(sent, answer);
    return work ? withJson(answer, await change(work)) : answer;
  };
  world.service.meddle(lie);
  const ordered = await run();
  try {
    const code = await within(said.promise, world);
    expect(world.asked.slice(before)).toEqual([]);
    return code;
  } finally {
    await device.stopRun(await device.connect(), ordered);
    world.service.meddle();
  }
}

/** The work that an answer gives to a pod; `undefined` for every other answer. */
export function workIn({ path }: Sent, { status, body }: Answered): Assignment | undefined {
  if (!path.endsWith('/assignment') || status !== 200) return undefined;
  return assignmentSchema.parse(JSON.parse(body.toString()));
}

/** Fails where the site was visited instead. */
function within(said: Promise<string>, world: ServiceWorld): Promise<string> {
  const before = world.asked.length;
  let code: string | undefined;
  void said.then((heard) => {
    code = heard;
  });
  return until(() => {
    if (world.asked.length > before) throw new Error('The pod got keys, and visited the site');
    return code;
  }, 30_000);
}

/** The answer to a question for an envelope, in place of which another file is handed out. */
export const handOut =
  (id: string, file: Uint8Array): Meddler =>
  async (sent, forward) => {
    const answer = await forward(sent);
    const isIt = sent.method === 'GET' && sent.path === `/envelopes/${id}`;
    return isIt ? { ...answer, body: Buffer.from(file) } : answer;
  };

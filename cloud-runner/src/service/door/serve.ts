import { RequestError } from '@mayfly/shared/base/errors.ts';
import type { Raw, Route } from '@mayfly/shared/api/route.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { findCaller, prove } from './proof.ts';
import type { DeviceCaller, PodCaller } from './proof.ts';
import type { Deps } from '../deps.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller?: { caller: DeviceCaller | PodCaller; sign: Uint8Array };
  }
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : T extends Raw ? Uint8Array : undefined;
type Part<R, K extends string> = R extends { readonly [X in K]: infer T } ? Parsed<T> : undefined;

type Callers = {
  device: DeviceCaller;
  pod: PodCaller;
  'device or pod': DeviceCaller | PodCaller;
};

/** What was asked of a route, held against its contract, and who proved to ask it. */
export type Asked<R extends Route> = {
  readonly params: Part<R, 'params'>;
  readonly query: Part<R, 'query'>;
  readonly body: Part<R, 'body'>;
  readonly caller: R['caller'] extends keyof Callers ? Callers[R['caller']] : undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** What a route answers; nothing where it has sent its answer itself. */
export type AnswerOf<R extends Route> = R extends { readonly answer: infer T }
  ? T extends z.ZodType
    ? z.input<T>
    : Uint8Array
  : void;

/** The work of one route. */
export type Handler<R extends Route> = (
  deps: Deps,
  asked: Asked<R>,
) => Promise<AnswerOf<R> | FastifyReply>;

/** How a route is served beyond its contract. */
export type Manner = {
  /** The caller proves itself in the handler: nobody knows its key before. */
  newcomer?: boolean;
};

const isRaw = (part: z.ZodType | Raw | undefined): part is Raw =>
  part !== undefined && 'raw' in part;

/**
 * Serves one route of the contract: who asks is found before the body is read, and proved before anything is done; body
 * and answer are held against their schemas.
 */
export function serve<const R extends Route>(
  app: FastifyInstance,
  deps: Deps,
  route: R,
  handler: Handler<R>,
  { newcomer = false }: Manner = {},
): void {
  const { body, answer } = route;
  const isSigned = route.caller !== 'any' && !newcomer;
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: isRaw(body) ? body.maxBytes : 256 * 1024,
    schema: schemaOf(route),
    onRequest: async (request) => {
      if (isSigned) request.caller = await callerOf(deps, route, request);
    },
    preValidation: async (request) => {
      if (request.caller) await prove(deps, request, request.caller.sign);
    },
    handler: async (request, reply) => {
      const { params, query, body } = request;
      const caller = request.caller?.caller;
      reply.code(route.status);
      const said = await handler(deps, { params, query, body, caller, request, reply } as Asked<R>);
      if (said === undefined || said === reply) return reply;
      if (isRaw(answer)) reply.type(answer.raw);
      return said;
    },
  });
}

function schemaOf(route: Route): object {
  const { params, query, body, answer, status, summary, caller } = route;
  return {
    summary,
    tags: [caller],
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && !isRaw(body) && { body }),
    ...(answer && !isRaw(answer) && { response: { [status]: answer } }),
  };
}

async function callerOf(deps: Deps, route: Route, request: FastifyRequest) {
  const found = await findCaller(deps, request.headers.authorization);
  const mayAsk = route.caller.split(' or ').includes(found.caller.kind);
  if (!mayAsk) throw new RequestError('not-allowed');
  return found;
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Raw, Route } from '@mayfly/shared/api/route.ts';

type Parsed<T> = T extends z.ZodType ? z.output<T> : T extends Raw ? Uint8Array : undefined;
type Field<R, K extends string> = R extends { readonly [X in K]: infer T } ? Parsed<T> : undefined;

/** What was asked of a route, checked against its contract; `request` is for who asks. */
export type Asked<R extends Route> = {
  readonly params: Field<R, 'params'>;
  readonly query: Field<R, 'query'>;
  readonly body: Field<R, 'body'>;
  readonly request: FastifyRequest;
};

/** What a route answers with. */
export type AnswerOf<R extends Route> = R extends { readonly answer: infer T }
  ? T extends z.ZodType
    ? z.input<T>
    : Uint8Array
  : void;

/** Answers one route of the contract: bodies and answers are held against it, both ways. */
export function serve<const R extends Route>(
  app: FastifyInstance,
  route: R,
  answer: (asked: Asked<R>) => Promise<AnswerOf<R>>,
): void {
  const { params, query, body } = route;
  app.route({
    method: route.method,
    url: route.path,
    ...(isRaw(body) && { bodyLimit: body.maxBytes }),
    schema: {
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && !isRaw(body) && { body }),
      ...(route.answer && !isRaw(route.answer) && { response: { [route.status]: route.answer } }),
    },
    handler: async (request, reply) => {
      const asked = { params: request.params, query: request.query, body: request.body, request };
      const said: unknown = await answer(asked as Asked<R>);
      if (isRaw(route.answer)) void reply.type(route.answer.raw);
      return reply.code(route.status).send(said instanceof Uint8Array ? Buffer.from(said) : said);
    },
  });
}

function isRaw(part: z.ZodType | Raw | undefined): part is Raw {
  return part !== undefined && 'raw' in part;
}

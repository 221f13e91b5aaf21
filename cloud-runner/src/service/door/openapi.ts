import swagger from '@fastify/swagger';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import type { FastifyInstance } from 'fastify';
import type { Raw, Route } from '@mayfly/shared/api/route.ts';

const routes: readonly Route[] = Object.values(serviceRoutes);

const transform = createJsonSchemaTransform({
  // An id is a string of one pattern; the brand behind it cannot be said in JSON Schema.
  zodToJsonConfig: { unrepresentable: 'any' },
});

/** Describes the door from its contract, at GET /openapi.json. Before the routes are added. */
export async function describeDoor(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Mayfly service', version: '1', description: 'The post office.' },
      components: {
        securitySchemes: {
          request: { type: 'apiKey', in: 'header', name: 'authorization' },
        },
      },
    },
    transform: (about) => {
      const { schema, url } = transform(about);
      const route = routes.find(
        ({ path, method }) => path === about.url && method === about.route.method,
      );
      return { url, schema: route ? { ...schema, ...rawOf(route), ...proofOf(route) } : schema };
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

/** What a route says of bodies that are bytes. */
function rawOf({ body, answer, status }: Route): object {
  return {
    ...(isRaw(body) && { body: { content: bytes(body) } }),
    ...(isRaw(answer) && {
      response: { [status]: { description: 'Sealed bytes.', content: bytes(answer) } },
    }),
  };
}

function proofOf({ caller }: Route): object {
  return caller === 'any' ? {} : { security: [{ request: [] }] };
}

function bytes({ raw, maxBytes }: Raw): object {
  return { [raw]: { schema: { type: 'string', format: 'binary', maxLength: maxBytes } } };
}

function isRaw(part: Route['body']): part is Raw {
  return part !== undefined && 'raw' in part;
}

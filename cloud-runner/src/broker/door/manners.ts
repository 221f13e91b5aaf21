import cors from '@fastify/cors';
import {
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { MayflyError, RequestError, statusOf, toWire } from '@mayfly/shared/base/errors.ts';
import type { FastifyError, FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** The exact bytes of the body, which a signed request names by their hash. */
    bodyBytes?: Uint8Array;
  }
}

/**
 * The manners of the door: bodies keep their exact bytes, the contract's schemas decide, only the extension is answered
 * by CORS, and nothing but `{ code, message }` is told of an error.
 */
export async function teachManners(app: FastifyInstance, extensionOrigin: string): Promise<void> {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(cors, {
    origin: extensionOrigin,
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type'],
    maxAge: 600,
  });
  readBodies(app);
  app.setNotFoundHandler(() => {
    throw new RequestError('not-found');
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const known = knownError(error);
    if (!known) request.log.error({ err: error }, 'internal');
    const wire = toWire(known);
    return reply
      .code(statusOf(wire.code))
      .type('application/json')
      .serializer(JSON.stringify)
      .send(wire);
  });
}

function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, body, done) => {
      request.bodyBytes = body;
      try {
        done(null, body.length === 0 ? undefined : JSON.parse(body.toString('utf8')));
      } catch (cause) {
        done(new RequestError('bad-request', { cause }));
      }
    },
  );
  app.addContentTypeParser<Buffer>(
    'application/octet-stream',
    { parseAs: 'buffer' },
    (request, body, done) => {
      request.bodyBytes = body;
      done(null, body);
    },
  );
}

/** Ours as it is; what fastify found wrong with the asking in our words; `undefined` for a fault of our own. */
function knownError(error: FastifyError | MayflyError): MayflyError | undefined {
  if (error instanceof MayflyError) return error;
  if (hasZodFastifySchemaValidationErrors(error))
    return new RequestError('bad-request', { cause: error });
  if (error.statusCode === 413) return new RequestError('envelope-too-large', { cause: error });
  if (error.statusCode && error.statusCode < 500)
    return new RequestError('bad-request', { cause: error });
  return undefined;
}

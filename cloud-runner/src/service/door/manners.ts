import cors from '@fastify/cors';
import {
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { MayflyError, RequestError, toWire } from '@mayfly/shared/base/errors.ts';
import type { FastifyError, FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** The exact bytes of the body, whose hash was signed. */
    bodyBytes?: Uint8Array;
  }
}

/** How the door behaves at every route: what it reads, what it says of errors, whom it answers by CORS. */
export async function teachManners(app: FastifyInstance, extensionOrigin: string): Promise<void> {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(cors, {
    origin: [extensionOrigin],
    methods: ['GET', 'POST', 'PUT'],
    allowedHeaders: ['authorization', 'content-type', 'last-event-id'],
    maxAge: 600,
  });
  readBytes(app);
  tellErrors(app);
}

/** Bodies are read whole, up to their route's limit, and kept as they came. */
function readBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/cbor', { parseAs: 'buffer' }, (request, body, done) => {
    request.bodyBytes = body as Buffer;
    done(null, body);
  });
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.bodyBytes = body as Buffer;
    try {
      done(null, body.length > 0 ? JSON.parse(body.toString()) : undefined);
    } catch (cause) {
      done(new RequestError('bad-request', { cause }));
    }
  });
}

/** Only `{ code, message }` leaves. What is no error of ours is logged, and is `internal` to the caller. */
function tellErrors(app: FastifyInstance): void {
  app.setNotFoundHandler(() => {
    throw new RequestError('not-found');
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const ours = oursOf(error);
    if (!ours) request.log.error({ err: error }, 'internal');
    return reply
      .code(ours?.status ?? 500)
      .type('application/json')
      .serializer(JSON.stringify)
      .send(toWire(ours));
  });
}

function oursOf(error: FastifyError | MayflyError): MayflyError | undefined {
  if (error instanceof MayflyError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return badRequest(error.validation, error);
  if (error.statusCode === 413) return new RequestError('envelope-too-large', { cause: error });
  const isTheirs = error.statusCode !== undefined && error.statusCode < 500;
  return isTheirs ? new RequestError('bad-request', { cause: error }) : undefined;
}

/** Names the first field that is wrong, never its value. */
function badRequest(wrong: readonly { instancePath: string }[], cause: Error): RequestError {
  const field = wrong[0]?.instancePath.replace(/^\//, '').replaceAll('/', '.') ?? '';
  const where = field && ` (at ${field})`;
  const message = `The runner did not understand what was asked${where}.`;
  return new RequestError('bad-request', { message, cause });
}

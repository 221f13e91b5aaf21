import type { buildApp } from '@mayfly/cloud-runner/broker/app.ts';

type App = Pick<Awaited<ReturnType<typeof buildApp>>, 'inject'>;

/** A `fetch` that asks an app without any network. */
export function throughInject(app: App): typeof fetch {
  return async (input, init = {}) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    const { body } = init;
    const response = await app.inject({
      method: (init.method ?? 'GET') as 'GET',
      url: pathname + search,
      headers: init.headers as Record<string, string>,
      ...(body instanceof Uint8Array && { payload: Buffer.from(body) }),
    });
    return new Response(
      response.rawPayload.length > 0 ? new Uint8Array(response.rawPayload) : null,
      {
        status: response.statusCode,
        headers: Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
      },
    );
  };
}

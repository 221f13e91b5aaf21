import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceRoutes } from '@mayfly/shared/api/service-routes.ts';
import { ask, openOffice } from './testing/office.ts';
import { foundOrganization, orderRun } from './testing/organization.ts';
import type { Office } from './testing/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const get = (path: string, remoteAddress = '127.0.0.1') =>
  office.service.app.inject({ method: 'GET', url: path, remoteAddress });

describe('the door', () => {
  it('describes every route of its contract, and no other', async () => {
    const { paths, openapi } = (await get('/openapi.json')).json();
    expect(openapi).toBe('3.1.0');
    const described = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const wanted = Object.values(serviceRoutes).map(
      ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(described.toSorted()).toEqual(wanted.toSorted());
  });

  it('describes bodies by their schemas, and sealed ones as bytes', async () => {
    const { paths } = (await get('/openapi.json')).json();
    const order = paths['/runs'].post.requestBody.content['application/json'].schema;
    expect(order).toMatchObject({ additionalProperties: false, required: ['order', 'deadlineMs'] });
    const envelope = paths['/envelopes/{id}'].put.requestBody.content;
    expect(envelope['application/cbor'].schema).toMatchObject({ format: 'binary' });
  });

  it('says whether it lives and whether it can work', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await get('/readyz')).json()).toEqual({ status: 'ok' });
  });

  it('counts requests and refusals, without an id, for this machine only', async () => {
    const home = await foundOrganization(office);
    const run = await orderRun(office, home);
    await ask(office, home.as, { method: 'GET', path: `/runs/${run}` });
    await get('/runs');
    const { body } = await get('/metrics');
    expect(body).toContain(
      'mayfly_http_seconds_count{route="/runs/:run",method="GET",status="200"} 1',
    );
    expect(body).toMatch(/mayfly_refusals_total\{route="\/runs",code="unsigned"\} \d+/);
    expect(body).toContain('mayfly_pods{work="no"} 0');
    expect(body).not.toContain(run);
    expect(body).not.toContain(home.org);
    expect((await get('/metrics', '10.0.0.7')).statusCode).toBe(404);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signKeys } from '@mayfly/shared/envelope/keys.ts';
import { ask, openOffice, requestOf, until } from '../testing/office.ts';
import { foundOrganization, put, sealed, tellLink } from '../testing/organization.ts';
import { noOrg } from './proof.ts';
import type { Office } from '../testing/office.ts';
import type { Organization } from '../testing/organization.ts';

let office: Office;
let home: Organization;
beforeAll(async () => {
  office = await openOffice();
  home = await foundOrganization(office);
});
afterAll(() => office.close());

const list = { method: 'GET', path: '/runs' } as const;
const inject = (request: ReturnType<typeof requestOf>) => office.service.app.inject(request);
const minute = 60_000;

describe('a signed request', () => {
  it('is answered', async () => {
    expect((await ask(office, home.as, list)).json()).toEqual({ runs: [] });
  });

  it('is answered once: its nonce is kept', async () => {
    const request = requestOf(office, home.as, list);
    expect((await inject(request)).statusCode).toBe(200);
    const again = await inject(request);
    expect([again.statusCode, again.json().code]).toEqual([401, 'replayed']);
  });

  it('is answered within five minutes, and told the time of the service after that', async () => {
    const now = office.clock.now();
    for (const at of [now - 4 * minute, now + 4 * minute]) {
      expect((await ask(office, home.as, { ...list, at })).statusCode).toBe(200);
    }
    for (const at of [now - 6 * minute, now + 6 * minute]) {
      const late = await ask(office, home.as, { ...list, at });
      expect([late.statusCode, late.json().code]).toEqual([401, 'clock-off']);
      expect(late.json().message).toContain(new Date(now).toISOString().slice(0, 16));
    }
  });

  it('holds for its path with query, its method and its body only', async () => {
    const request = requestOf(office, home.as, list);
    const elsewhere = await inject({ ...request, url: '/runs?before=5' });
    const otherwise = await inject({ ...request, method: 'POST' });
    const status = { method: 'POST', path: '/envelopes/status', json: { ids: [] } } as const;
    const changed = requestOf(office, home.as, status);
    const swapped = await inject({ ...changed, payload: Buffer.from('{"ids":[ ]}') });
    for (const refused of [elsewhere, otherwise, swapped]) {
      expect([refused.statusCode, refused.json().code]).toEqual([400, 'tampered']);
    }
  });

  it('looks the same from an unknown key, another organization, none, and a pod without work', async () => {
    const other = await foundOrganization(office);
    const strangers = [
      { keys: signKeys(), org: home.org },
      { keys: other.device, org: home.org },
      { keys: home.device, org: other.org },
      { keys: home.device },
      { keys: home.device, org: noOrg },
    ];
    const answers = await Promise.all(strangers.map((as) => ask(office, as, list)));
    const first = answers[0]!;
    expect([first.statusCode, first.json().code]).toEqual([401, 'unsigned']);
    expect(answers.map(({ body }) => body)).toEqual(answers.map(() => first.body));
  });

  it('is needed: without a signature, or with one of another key, nobody is answered', async () => {
    const request = requestOf(office, home.as, list);
    const forged = requestOf(office, { keys: signKeys(), org: home.org }, list);
    const [bytes] = request.headers.authorization.split('.');
    const [, sig] = forged.headers.authorization.split('.');
    for (const authorization of ['', 'Mayfly a.b', 'Bearer x', `${bytes}.${sig}`]) {
      const refused = await inject({ ...request, headers: { authorization } });
      expect([refused.statusCode, refused.json().code]).toEqual([401, 'unsigned']);
    }
  });

  it('of an unknown key is refused before its body is read', async () => {
    const { id, file } = sealed(office, home);
    const stranger = { keys: signKeys(), org: home.org };
    const answer = await put(office, stranger, {
      id,
      file: Buffer.concat([file, Buffer.alloc(42 << 20)]),
    });
    expect(answer.json().code).toBe('unsigned');
  });

  it('of a dismissed device is that of a stranger', async () => {
    const leaving = await foundOrganization(office);
    tellLink(office, leaving, [{ act: 'dismiss', kid: leaving.device.kid }]);
    await until(async () => {
      const refused = await ask(office, leaving.as, list);
      expect([refused.statusCode, refused.json().code]).toEqual([401, 'unsigned']);
    });
  });
});

describe('the door', () => {
  it('answers no origin but the extension’s', async () => {
    const allowed = office.service.deps.config.extensionOrigin;
    const preflight = (origin: string) =>
      office.service.app.inject({
        method: 'OPTIONS',
        url: '/runs',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const ours = await preflight(allowed);
    expect(ours.headers['access-control-allow-origin']).toBe(allowed);
    const theirs = await preflight('https://example.com');
    expect(theirs.headers['access-control-allow-origin']).not.toBe('https://example.com');
  });

  it('refuses unknown fields, and names the place', async () => {
    const json = { ids: [], more: 1 };
    const refused = await ask(office, home.as, { method: 'POST', path: '/envelopes/status', json });
    expect([refused.statusCode, refused.json().code]).toEqual([400, 'bad-request']);
  });

  it('tells only a code and a message of what is wrong', async () => {
    const refused = await ask(office, home.as, { method: 'GET', path: '/runs/nonsense' });
    expect(refused.statusCode).toBe(400);
    expect(Object.keys(refused.json()).toSorted()).toEqual(['code', 'message']);
    const nowhere = await ask(office, home.as, { method: 'GET', path: '/nowhere' });
    expect([nowhere.statusCode, nowhere.json().code]).toEqual([404, 'not-found']);
  });
});

import { describe, expect, it } from 'vitest';
import { serviceRoutes } from './service-routes.ts';
import { call } from './client.ts';

/** A door behind which one answer waits. */
const doorOf = (answer: () => Response | Promise<Response>) => ({
  url: 'http://127.0.0.1:1',
  fetch: async () => answer(),
});

const asked = (answer: () => Response | Promise<Response>) =>
  call(doorOf(answer), serviceRoutes.listRuns);

describe('an answer', () => {
  it.each<[string, () => Response, string]>([
    ['of another shape', () => Response.json({ runs: 'many' }), 'answer-not-understood'],
    ['with a field too many', () => Response.json({ runs: [], more: 1 }), 'answer-not-understood'],
    ['that is no JSON', () => new Response('<html>'), 'answer-not-understood'],
    [
      'of a page in between',
      () => new Response('Bad gateway', { status: 502 }),
      'answer-not-understood',
    ],
    [
      'with a code that nobody knows',
      () => Response.json({ code: 'nonsense', message: '' }, { status: 400 }),
      'answer-not-understood',
    ],
    [
      'that refuses',
      () => Response.json({ code: 'run-not-found', message: 'No.' }, { status: 404 }),
      'run-not-found',
    ],
    [
      'that nobody gives',
      () => {
        throw new TypeError('fetch failed');
      },
      'runner-unreachable',
    ],
  ])('%s is an error by its code', async (_, answer, code) => {
    await expect(asked(answer)).rejects.toMatchObject({ code });
  });

  it('as the contract says is given on', async () => {
    expect(await asked(() => Response.json({ runs: [] }))).toEqual({ runs: [] });
  });
});

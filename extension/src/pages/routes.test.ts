import { describe, expect, it } from 'vitest';
import type { Route } from './routes.ts';
import { hrefOf, routeOf } from './routes.ts';

const routes: readonly Route[] = [
  { page: 'welcome' },
  { page: 'automations' },
  { page: 'automation', id: 'a b/c' },
  { page: 'schedule', id: '1' },
  { page: 'review', id: '2' },
  { page: 'runs' },
  { page: 'run', id: '3' },
  { page: 'sign-ins' },
  { page: 'settings' },
];

describe('routes', () => {
  it.each(routes)('the address of $page leads back to it', (route) => {
    expect(routeOf(hrefOf(route))).toEqual(route);
  });

  it.each(['', '#', '#/nowhere', '#/run'])('the address %o leads to the automations', (hash) => {
    expect(routeOf(hash)).toEqual({ page: 'automations' });
  });
});

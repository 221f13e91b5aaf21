import { expect, it } from 'vitest';
import { brokerRoutes } from './broker-routes.ts';
import { doorCatalogue } from './door-catalogue.ts';
import { serviceRoutes } from './service-routes.ts';
import { identityRoutes, spawnerRoutes } from './spawner-routes.ts';

it('the printed routes are those of the code', async () => {
  await expect(doorCatalogue()).toMatchFileSnapshot('../../../docs/DOORS.md');
});

it('every route of every door is there once, and nothing is shown as anything', () => {
  const routes = [brokerRoutes, serviceRoutes, spawnerRoutes, identityRoutes].flatMap((all) =>
    Object.values(all),
  );
  const printed = [...doorCatalogue().matchAll(/^\*\*(\S+ \S+)\*\*/gm)].map(([, route]) => route);
  expect(printed).toHaveLength(routes.length);
  expect(new Set(printed)).toEqual(new Set(routes.map(({ method, path }) => `${method} ${path}`)));
  expect(doorCatalogue()).not.toMatch(/: any\b(?!:)/);
});

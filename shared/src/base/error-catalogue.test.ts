import { expect, it } from 'vitest';
import { errorCatalogue } from './error-catalogue.ts';
import { errors } from './errors.ts';

it('the printed table is that of the code', async () => {
  await expect(errorCatalogue()).toMatchFileSnapshot('../../../docs/ERRORS.md');
});

it('holds every code once, and no other', () => {
  const printed = [...errorCatalogue().matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code);
  expect(printed.toSorted()).toEqual(Object.keys(errors).toSorted());
});

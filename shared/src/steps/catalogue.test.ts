import { expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';

it('the printed catalogue is that of the definitions', async () => {
  await expect(catalogue()).toMatchFileSnapshot('../../../docs/STEPS.md');
});

import type { Kit } from './kit.ts';
import { describing } from './candidates.ts';
import { holding } from './hold.ts';
import { looking } from './look.ts';
import { naming } from './names.ts';
import { querying } from './query.ts';
import { sight } from './sight.ts';

type Functions = Omit<Kit, 'held' | 'changedAt'>;

const functions: Functions = {
  ...naming,
  ...querying,
  ...sight,
  ...looking,
  ...describing,
  ...holding,
};

/** Where the kit lies in its world. */
export const kitName = 'mayflyKit';

/** Makes the {@link Kit} in the world where it is run, once. */
export const installation = `(() => {
  if (globalThis.${kitName}) return;
  const kit = { held: new Map(), changedAt: performance.now(), ${sourcesOf(functions)} };
  new MutationObserver(() => { kit.changedAt = performance.now(); })
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  globalThis.${kitName} = kit;
})()`;

/** Methods are their own source. */
function sourcesOf(all: object): string {
  return Object.values(all).map(String).join(',\n');
}

import { count, id16, id32 } from '../scalars.ts';
import { statement } from '../statement.ts';
import type { Said } from '../statement.ts';

/** The broker's word that this attempt may write, once. `certificate` is the hash of its bytes. */
export const mark = statement('mark', { run: id16, attempt: count, certificate: id32 });
/** What a mark says. */
export type Mark = Said<typeof mark>;

import { EngineError } from '@mayfly/shared/base/errors.ts';
import { refreshHome } from '../cloud/refresh-home.ts';
import { lastKnown } from '../store/last-known.ts';

/** A list, and since when it may be old; absent: it is fresh. */
export type Dated<View> = { readonly view: View; readonly asOf?: number };

/**
 * Loads a list of a page and keeps it; where the runner does not answer, gives what was kept, dated. `View` must be plain data.
 * Throws what loading throws where nothing was kept.
 */
export async function orLastKnown<View>(
  page: string,
  load: () => Promise<View>,
): Promise<Dated<View>> {
  try {
    const view = await load();
    await lastKnown.setValue({ ...(await lastKnown.getValue()), [page]: { view, at: Date.now() } });
    return { view };
  } catch (error) {
    const kept = (await lastKnown.getValue())[page];
    if (!(error instanceof EngineError) || !kept) throw error;
    void refreshHome();
    return { view: kept.view as View, asOf: kept.at };
  }
}

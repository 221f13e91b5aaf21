import { bareAddress } from '../base/address.ts';
import type { StepCode } from '../base/errors.ts';
import { orAbort } from './abort.ts';
import { StepFailure } from './failure.ts';
import type { PageWatch } from './page-watch.ts';
import { settle } from './settle.ts';

const codes: readonly (readonly [RegExp, StepCode])[] = [
  [/ERR_CERT|ERR_SSL|ERR_BAD_SSL/, 'certificate-refused'],
  [/ERR_TOO_MANY_REDIRECTS/, 'too-many-redirects'],
  [/ERR_BLOCKED_BY/, 'origin-refused'],
];

/** Goes to an address and waits until its page is there. Throws by Chromium's word on why it is not. */
export async function navigate(
  watch: PageWatch,
  url: string,
  settleMs: number,
  signal: AbortSignal,
): Promise<void> {
  const mark = watch.mark();
  const downloads = watch.downloads.length;
  const { errorText } = await orAbort(watch.session.send('Page.navigate', { url }), signal);
  if (watch.downloads.length > downloads) return;
  if (errorText) throw failure(errorText, url);
  await settle(watch, mark, settleMs, signal);
}

function failure(network: string, url: string): StepFailure {
  const code = codes.find(([word]) => word.test(network))?.[1] ?? 'site-unreachable';
  return new StepFailure(code, { network, address: bareAddress(url) });
}

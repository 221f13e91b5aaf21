import { originOf } from '@mayfly/shared/base/address.ts';
import type { SignIn } from '@mayfly/shared/automation/automation.ts';
import type { Step } from '@mayfly/shared/steps/index.ts';
import type { SeenSite } from '../pages/review-view.ts';

const trackers =
  /(^|\.)(google-analytics|googletagmanager|doubleclick|facebook|hotjar|segment|mixpanel|amplitude|intercom|fullstory|clarity|sentry|datadoghq|newrelic|optimizely|hubspot|matomo|plausible)\.|(^|\.)(metrics|analytics|telemetry|tracking|stats|pixel|beacon)\./i;
const fonts = /(^|\.)(fonts\.(googleapis|gstatic)|use\.typekit|fonts\.bunny)\./i;

/** Every origin that a recording met: where it went, what its pages loaded; each with the steps that were there. */
export function seenSites(
  steps: readonly Step[],
  origins: { readonly visited: readonly string[]; readonly loaded: readonly string[] },
  signIn: SignIn | undefined,
): SeenSite[] {
  const signing = new Set(signIn?.steps);
  const all = [...new Set([...origins.visited, ...origins.loaded])].filter(isWeb);
  return all.map((origin) => {
    const there = steps.flatMap((step, index) =>
      originOf(pageOf(step)) === origin ? [{ number: index + 1, id: step.id }] : [],
    );
    const { host } = new URL(origin);
    const onlySigning = there.length > 0 && there.every(({ id }) => signing.has(id));
    const why = origins.visited.includes(origin)
      ? (onlySigning && 'signing-in') || 'visited'
      : partOf(host);
    return { origin, host, why, steps: there.map(({ number }) => number) };
  });
}

/** Whether a site starts ticked: all but trackers and fonts, without which pages work. */
export function startsTicked({ why }: SeenSite): boolean {
  return why !== 'tracker' && why !== 'font';
}

/** Whether a host is known for watching people, so that pages work without it. */
export function isTracker(host: string): boolean {
  return trackers.test(host);
}

function partOf(host: string): SeenSite['why'] {
  if (isTracker(host)) return 'tracker';
  return fonts.test(host) ? 'font' : 'part';
}

function pageOf(step: Step): string {
  return step.type === 'go-to' ? step.url : (step.page ?? '');
}

function isWeb(origin: string): boolean {
  return /^https?:/.test(origin);
}

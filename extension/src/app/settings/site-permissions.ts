import type { SitePermission } from '../../pages/settings-view.ts';

/** What Chrome allows Mayfly now, by host: looking at its pages, and at its cookies where that was allowed too. */
export function sitesOf({
  origins = [],
  permissions = [],
}: chrome.permissions.Permissions): SitePermission[] {
  const may = permissions.includes('cookies')
    ? (['record', 'cookies'] as const)
    : (['record'] as const);
  const hosts = [...new Set(origins.flatMap((pattern) => hostOfPattern(pattern) ?? []))];
  return hosts.toSorted().map((host) => ({ host, may }));
}

/** The patterns of a host, to be taken back together. */
export function patternsOf(
  { origins = [] }: chrome.permissions.Permissions,
  host: string,
): string[] {
  return origins.filter((pattern) => hostOfPattern(pattern) === host);
}

/** `*://*.ledger.example/*` and `https://ledger.example/*` are of one host. */
function hostOfPattern(pattern: string): string | undefined {
  return /^[^:]+:\/\/(?:\*\.)?([^/]+)\//.exec(pattern)?.[1];
}

import { bareAddress } from '@mayfly/shared/base/address.ts';
import type { Arrival } from '../capture/navigation.ts';
import type { FollowedTab, Recording } from '../store/recording.ts';
import { withEvent } from './entries.ts';
import { withFacts } from './facts.ts';
import { siteOf } from './sites.ts';

/** The number of a followed tab; undefined for any other. */
export function numberOf(recording: Recording, tabId: number): number | undefined {
  const number = recording.tabs.findIndex(({ id }) => id === tabId);
  return number >= 0 ? number : undefined;
}

/** The recording with a tab changed. */
export function withTab(
  recording: Recording,
  number: number,
  change: (tab: FollowedTab) => FollowedTab,
): Recording {
  const tabs = recording.tabs.map((tab, index) => (index === number ? change(tab) : tab));
  return { ...recording, tabs };
}

/**
 * A followed tab shows a page of a site that may be seen. Where the page itself went there, the address is kept without
 * its query: a form may have put into it what was typed.
 */
export async function arrive(
  recording: Recording,
  number: number,
  { to, how }: { to: string; how: Arrival },
): Promise<Recording> {
  const tab = recording.tabs[number];
  if (!tab) return recording;
  const byPage = tab.leavingTo !== undefined || tab.elsewhere !== undefined || how === 'script';
  const url = byPage ? bareAddress(to) : to;
  const site = siteOf(to);
  const moved = withFacts(
    withTab(recording, number, ({ id }) => ({ ...(id !== undefined && { id }), url })),
    'passed',
    site ? [site] : [],
  );
  const isSame = to === tab.url && how !== 'reload' && how !== 'back';
  if (recording.status === 'paused' || isSame) return moved;
  const before = { at: Date.now(), url: bareAddress(tab.url), tab: number };
  if (how === 'back' && !byPage) return withEvent(moved, { kind: 'back', ...before });
  return withEvent(moved, { kind: 'navigate', ...before, to: url, by: byPage ? 'page' : 'person' });
}

/** A followed tab shows a site that is not part of the recording. */
export function stray(recording: Recording, number: number): Recording {
  const tab = recording.tabs[number];
  if (!tab || tab.elsewhere) return recording;
  const site = siteOf(tab.leavingTo);
  if (!site || recording.sites.includes(site))
    return withTab(recording, number, (each) => ({ ...each, elsewhere: {} }));
  const elsewhere = { site, ...(recording.leftOut.includes(site) && { leftOut: true }) };
  const passed = withFacts(recording, 'passed', [site]);
  return withTab(passed, number, (each) => ({ ...each, elsewhere }));
}

/** A tab was opened in the recorded window: by a link or a script of a followed one, or by hand. */
export async function openTab(
  recording: Recording,
  tab: { id: number; url: string; by: 'person' | 'page' },
): Promise<Recording> {
  const number = recording.tabs.length;
  // The page is already on its way there: the address follows by itself, and needs no step.
  const leaving = tab.by === 'page' && { leavingTo: tab.url };
  const opened = { id: tab.id, url: tab.by === 'page' ? '' : tab.url, ...leaving };
  const withIt = { ...recording, tabs: [...recording.tabs, opened] };
  if (recording.status === 'paused') return withIt;
  return withEvent(withIt, {
    kind: 'tab',
    at: Date.now(),
    url: tab.url,
    tab: number,
    act: 'open',
    by: tab.by,
  });
}

/** A person, or a page, turned to another followed tab. */
export async function turnTo(recording: Recording, number: number): Promise<Recording> {
  const tab = recording.tabs[number];
  if (!tab || recording.current === number) return recording;
  const turned = { ...recording, current: number };
  if (recording.status === 'paused') return turned;
  const seen = { at: Date.now(), url: bareAddress(tab.url), tab: number };
  return withEvent(turned, { kind: 'tab', ...seen, act: 'switch', by: 'person' });
}

/** A followed tab was closed. Where the page closed it, the page will do so again: that needs no step. */
export async function closeTab(
  recording: Recording,
  number: number,
  by: 'person' | 'page',
): Promise<Recording> {
  const tab = recording.tabs[number];
  if (!tab) return recording;
  const closed = withTab(recording, number, ({ url }) => ({ url }));
  if (recording.status === 'paused' || by === 'page') return closed;
  const seen = { at: Date.now(), url: bareAddress(tab.url), tab: number };
  return withEvent(closed, { kind: 'tab', ...seen, act: 'close', by });
}

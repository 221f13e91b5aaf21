import { bareAddress } from '@mayfly/shared/base/address.ts';
import { randomId16 } from '@mayfly/shared/base/ids.ts';
import { hrefOf } from '../pages/routes.ts';
import { saveDraft } from '../vault/drafts.ts';
import { intentItem, readEntries, removeEntries } from '../store/recording.ts';
import type { Recording } from '../store/recording.ts';
import { showWarnings } from '../background/show-warnings.ts';
import type { PickingTool } from '../capture/picker/pick.ts';
import { withAddedStep } from './add-step.ts';
import { showBadge } from './badge.ts';
import { injectRecorder, registerRecorder, unregisterRecorder } from './content-scripts.ts';
import { draftOf } from './draft.ts';
import { withEvent, withoutEntries, withUndone } from './entries.ts';
import { tellTabs } from './hear-recorders.ts';
import type { AddedStep, Command } from './messages.ts';
import { notePassed } from './note-passed.ts';
import { observeRequests, stopObservingRequests } from './observe-requests.ts';
import { changeRecording, readRecording, replaceRecording } from './session.ts';
import { numberOf, withTab } from './tabs.ts';

type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

function followedIds({ tabs }: Recording): number[] {
  return tabs.flatMap(({ id }) => id ?? []);
}

async function start({ tabId, windowId, site, url }: CommandOf<'start'>): Promise<void> {
  if (await readRecording()) return;
  await forgetEntries();
  const at = Date.now();
  const empty: Recording = {
    id: randomId16(),
    status: 'recording',
    startedAt: at,
    windowId,
    tabs: [{ id: tabId, url }],
    current: 0,
    sites: [site],
    leftOut: [],
    order: [],
    undone: [],
    nextKey: 0,
    facts: { origins: [], passed: [site], deviceBound: [] },
  };
  const seen = { at, url: bareAddress(url), tab: 0 };
  await replaceRecording(
    await withEvent(empty, { kind: 'navigate', ...seen, to: url, by: 'person' }),
  );
  await intentItem.removeValue();
  observeRequests();
  await registerRecorder([site]);
  await injectRecorder([tabId]);
  await showBadge('recording');
}

async function forgetEntries(): Promise<void> {
  await removeEntries((await readEntries()).keys());
}

async function end(recording: Recording): Promise<void> {
  stopObservingRequests();
  await unregisterRecorder();
  tellTabs(recording, { kind: 'stop' });
  await replaceRecording(null);
  await forgetEntries();
  await showWarnings();
}

async function stop(): Promise<void> {
  const recording = await readRecording();
  if (!recording) return;
  const draft = await draftOf(recording);
  await saveDraft(draft);
  await notePassed(draft);
  await end(recording);
  const page = chrome.runtime.getURL(`/app.html${hrefOf({ page: 'review', id: draft.id })}`);
  await chrome.tabs.create({ url: page, windowId: recording.windowId });
}

async function discard(): Promise<void> {
  const recording = await readRecording();
  if (recording) await end(recording);
}

async function setStatus(status: Recording['status']): Promise<void> {
  await changeRecording((recording) => ({ ...recording, status }));
  await showBadge(status);
}

/** The person allowed a further site: where it is open now, recording goes on at once. */
async function allowSite({ site }: CommandOf<'allow-site'>): Promise<void> {
  await changeRecording(async (recording) => {
    const sites = [...new Set([...recording.sites, site])];
    await registerRecorder(sites);
    const allowed = {
      ...recording,
      sites,
      leftOut: recording.leftOut.filter((each) => each !== site),
    };
    tellTabs(allowed, { kind: 'sites', sites });
    return allowed;
  });
  const recording = await readRecording();
  if (recording) await injectRecorder(followedIds(recording));
}

function leaveOut(): Promise<void> {
  return changeRecording((recording) => {
    const site = recording.tabs[recording.current]?.elsewhere?.site;
    const leftOut = site ? [...new Set([...recording.leftOut, site])] : recording.leftOut;
    return withTab({ ...recording, leftOut }, recording.current, (tab) => ({
      ...tab,
      elsewhere: { ...tab.elsewhere, leftOut: true },
    }));
  });
}

/** A popup that was opened on a strange site knows its name. */
function nameSite({ tabId, site }: CommandOf<'name-site'>): Promise<void> {
  return changeRecording((recording) => {
    const number = numberOf(recording, tabId);
    if (number === undefined || recording.sites.includes(site)) return undefined;
    return withTab(recording, number, (tab) => ({ ...tab, elsewhere: { site } }));
  });
}

async function useTool(tool: PickingTool | undefined): Promise<void> {
  await changeRecording(({ tool: before, ...recording }) => {
    if (before) tellTabs(recording, { kind: 'stop-picking' });
    const tab = recording.tabs[recording.current];
    if (!tool || !tab) return recording;
    tellTabs({ tabs: [tab] }, { kind: 'pick', tool });
    return { ...recording, tool };
  });
}

/** Whatever tool waited is put away. */
async function addStep(step: AddedStep): Promise<void> {
  await useTool(undefined);
  await changeRecording((recording) => withAddedStep(recording, step));
}

/** Does what popup or panel ask for; done when the answer is written. */
export async function obey(command: Command): Promise<void> {
  switch (command.kind) {
    case 'start':
      return start(command);
    case 'pause':
      return setStatus('paused');
    case 'resume':
      return setStatus('recording');
    case 'stop':
      return stop();
    case 'discard':
      return discard();
    case 'allow-site':
      return allowSite(command);
    case 'leave-out':
      return leaveOut();
    case 'name-site':
      return nameSite(command);
    case 'use-tool':
      return useTool(command.tool);
    case 'add-step':
      return addStep(command.step);
    case 'remove':
      return changeRecording((recording) => withoutEntries(recording, command.keys));
    case 'redo':
      return changeRecording(withUndone);
  }
}

/** After the worker was restarted: requests wake it only while something is recorded. */
export async function resume(): Promise<void> {
  const recording = await readRecording();
  if (!recording) return stopObservingRequests();
  await showBadge(recording.status);
}

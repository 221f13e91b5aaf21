import { bareAddress } from '@mayfly/shared/base/address.ts';
import { recordedEventSchema } from '@mayfly/shared/event/recorded-event.ts';
import type { Told, ToRecorder } from '../capture/told.ts';
import type { Recording } from '../store/recording.ts';
import { withEntry, withEvent } from './entries.ts';
import { withFacts } from './facts.ts';
import type { FromRecorder, Welcome } from './messages.ts';
import { changeRecording, readRecording } from './session.ts';
import { siteOf } from './sites.ts';
import { arrive, numberOf, withTab } from './tabs.ts';

type Sender = chrome.runtime.MessageSender;

/** Whether this message is our recorder's, in a followed tab, on a site of the recording. Nothing else is believed. */
function isBelieved(recording: Recording, sender: Sender): boolean {
  if (sender.id !== chrome.runtime.id || sender.tab?.id === undefined) return false;
  const site = siteOf(sender.origin) ?? siteOf(sender.url);
  return (
    numberOf(recording, sender.tab.id) !== undefined &&
    site !== undefined &&
    recording.sites.includes(site)
  );
}

/** Where something was told from. */
type Place = { readonly url: string; readonly isShown: boolean };

async function recordEvent(
  recording: Recording,
  number: number,
  captured: unknown,
  { url, isShown }: Place,
): Promise<Recording | undefined> {
  if (recording.status === 'paused') return undefined;
  const event = recordedEventSchema.safeParse({ ...(captured as object), tab: number, url });
  // Our own recorder tells nothing else; a page that took over its own renderer might.
  if (!event.success) return undefined;
  // What a page loads in a tab that nobody looks at is not what somebody scrolled for.
  if (event.data.kind === 'scroll' && !isShown) return undefined;
  return withEvent(recording, event.data);
}

function recordUnseen(
  recording: Recording,
  number: number,
  told: Told & { kind: 'unseen' },
  url: string,
): Promise<Recording> | undefined {
  if (recording.status === 'paused') return undefined;
  return withEntry(recording, {
    kind: 'unseen',
    what: told.what,
    at: Date.now(),
    url,
    tab: number,
  });
}

function take(
  recording: Recording,
  number: number,
  told: Told,
  place: Place,
): Promise<Recording | undefined> | Recording | undefined {
  switch (told.kind) {
    case 'event':
      return recordEvent(recording, number, told.event, place);
    case 'unseen':
      return recordUnseen(recording, number, told, place.url);
    case 'arrived':
      return arrive(recording, number, told);
    case 'leaving':
      return withTab(recording, number, (tab) => ({ ...tab, leavingTo: bareAddress(told.to) }));
    case 'origins':
      return withFacts(
        recording,
        'origins',
        told.origins.flatMap((origin) => siteOf(origin) ?? []),
      );
    case 'picking-ended':
      return endPicking(recording);
  }
}

function endPicking({ tool: _ended, ...recording }: Recording): Recording {
  tellTabs(recording, { kind: 'stop-picking' });
  return recording;
}

/** Tells every recorder of these tabs something. A tab without recorders hears nothing, and that is fine. */
export function tellTabs({ tabs }: Pick<Recording, 'tabs'>, message: ToRecorder): void {
  for (const { id } of tabs)
    if (id !== undefined) chrome.tabs.sendMessage(id, message).catch(() => undefined);
}

async function welcome(sender: Sender): Promise<Welcome> {
  const recording = await readRecording();
  if (!recording || !isBelieved(recording, sender)) return [{ kind: 'stop' }];
  const { sites, tool } = recording;
  const picking = tool ? [{ kind: 'pick', tool } as const] : [];
  return [{ kind: 'sites', sites }, ...picking];
}

function isFromRecorder(message: unknown): message is FromRecorder {
  return (message as FromRecorder | undefined)?.from === 'recorder';
}

/** Takes in what recorders tell. Must be called in the worker's first turn, so that an act can wake it. */
export function hearRecorders(): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender, answer) => {
    if (!isFromRecorder(message)) return false;
    if (message.kind === 'hello') {
      void welcome(sender).then(answer);
      return true;
    }
    void changeRecording((recording) => {
      const number = numberOf(recording, sender.tab?.id ?? -1);
      if (number === undefined || !isBelieved(recording, sender)) return undefined;
      const url = sender.tab?.url ?? recording.tabs[number]?.url ?? '';
      const isShown = sender.tab?.active ?? false;
      return take(recording, number, message, { url: bareAddress(url), isShown });
    });
    return false;
  });
}

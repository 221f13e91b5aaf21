import { bareAddress } from '@mayfly/shared/base/address.ts';
import type { RecordedEvent } from '@mayfly/shared/event/recorded-event.ts';
import type { Recording } from '../store/recording.ts';
import { draftOf } from './draft.ts';
import { withEvent } from './entries.ts';
import type { AddedStep } from './messages.ts';

/** How long “Wait 5 seconds” waits, in ms; another span can be chosen on the automation's page. */
const usualWaitMs = 5_000;

/** The recording with a step that is no act, for which nothing is picked: about the page itself, as it is now. */
export async function withAddedStep(recording: Recording, added: AddedStep): Promise<Recording> {
  const { current, tabs } = recording;
  const tab = tabs[current];
  const address = bareAddress(tab?.url ?? '');
  const seen = { at: Date.now(), url: address, tab: current };
  const event = async (): Promise<RecordedEvent> => {
    switch (added) {
      case 'picture':
        return { kind: 'picture', ...seen, name: await nameOfPicture(recording) };
      case 'wait-time':
        return { kind: 'wait', ...seen, durationMs: usualWaitMs };
      case 'wait-address':
        return { kind: 'wait', ...seen, address };
      case 'check-address':
        return { kind: 'assert', ...seen, what: 'address', value: address };
      case 'check-title':
        return { kind: 'assert', ...seen, what: 'title', value: await titleOf(tab?.id) };
    }
  };
  return withEvent(recording, await event());
}

async function titleOf(tabId: number | undefined): Promise<string> {
  if (tabId === undefined) return '';
  return (await chrome.tabs.get(tabId)).title ?? '';
}

async function nameOfPicture(recording: Recording): Promise<string> {
  const { events } = await draftOf(recording);
  return `Picture ${events.filter(({ kind }) => kind === 'picture').length + 1}`;
}

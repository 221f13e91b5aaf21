import type { PickingTool } from '../capture/picker/pick.ts';
import type { Told, ToRecorder } from '../capture/told.ts';
import type { Site } from './sites.ts';

/** What a recorder says. Only one of ours, in a recorded tab, on a site of the recording, is believed. */
export type FromRecorder = { from: 'recorder' } & (Told | { kind: 'hello' });

/** What the worker answers a recorder that has just started: what it should do, in order. */
export type Welcome = readonly ToRecorder[];

/** Steps of the panel's tools that are about the page itself: there is nothing to pick. */
export type AddedStep = 'picture' | 'wait-time' | 'wait-address' | 'check-address' | 'check-title';

/** What popup, panel and pages ask of the worker. No page of the web can send these. */
export type Command =
  | { kind: 'start'; tabId: number; windowId: number; site: Site; url: string }
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'stop' }
  | { kind: 'discard' }
  | { kind: 'allow-site'; site: Site }
  /** Leaves out what the tab shows that is turned to. */
  | { kind: 'leave-out' }
  | { kind: 'name-site'; tabId: number; site: Site }
  /** Waits for a click on the page; absent: gives up the tool that waits. */
  | { kind: 'use-tool'; tool: PickingTool | undefined }
  | { kind: 'add-step'; step: AddedStep }
  /** Takes the entries with these keys out of the recording. */
  | { kind: 'remove'; keys: readonly number[] }
  | { kind: 'redo' };

/** A command on its way. */
export type FromExtension = { from: 'extension'; command: Command };

/** Sends a command to the worker, and answers when it is done. Throws when the worker refuses it. */
export async function command(command: Command): Promise<void> {
  const message: FromExtension = { from: 'extension', command };
  const answer = await chrome.runtime.sendMessage<FromExtension, { refused?: string } | undefined>(
    message,
  );
  if (answer?.refused) throw new Error(answer.refused);
}

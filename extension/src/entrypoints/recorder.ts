import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startRecorder } from '../capture/recorder.ts';
import type { Told, ToRecorder } from '../capture/told.ts';
import type { FromRecorder, Welcome } from '../recording/messages.ts';

declare global {
  /** One recorder per frame, though it may be injected twice. Seen in the extension's own world only. */
  var mayflyRecorder: boolean | undefined;
}

function record(): void {
  const stopped = new AbortController();
  const { signal } = stopped;
  const stop = (): void => {
    stopped.abort();
    chrome.runtime?.onMessage.removeListener(onMessage);
    globalThis.mayflyRecorder = undefined;
  };
  const send = async (message: FromRecorder): Promise<unknown> => {
    try {
      return await chrome.runtime.sendMessage(message);
    } catch {
      // The extension was updated or removed: this recorder has nobody to tell any more.
      stop();
      return undefined;
    }
  };
  const tell = (told: Told): void => void send({ from: 'recorder', ...told });
  const recorder = startRecorder(tell, signal);
  const heard = (message: ToRecorder): void => {
    if (message.kind === 'stop') return stop();
    recorder.heard(message);
  };
  const onMessage = (message: ToRecorder): void => heard(message);
  chrome.runtime.onMessage.addListener(onMessage);
  const greet = async (): Promise<void> => {
    const welcome = (await send({ from: 'recorder', kind: 'hello' })) as Welcome | undefined;
    for (const message of welcome ?? []) heard(message);
  };
  void greet();
}

/** Not one of WXT's content scripts: those announce themselves to the page, and a page could end them by an event. */
export default defineUnlistedScript(() => {
  if (globalThis.mayflyRecorder) return;
  globalThis.mayflyRecorder = true;
  record();
});

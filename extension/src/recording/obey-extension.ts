import { obey } from './control.ts';
import type { FromExtension } from './messages.ts';

function isFromExtension(
  message: unknown,
  sender: chrome.runtime.MessageSender,
): message is FromExtension {
  // A recorder in a page has the extension's id too; only the extension's own pages have its origin.
  const isOurs = sender.id === chrome.runtime.id && sender.origin === location.origin;
  return isOurs && (message as FromExtension | undefined)?.from === 'extension';
}

/** Takes commands from popup, panel and pages, and from nobody else. Must be called in the worker's first turn. */
export function obeyExtension(): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender, answer) => {
    if (!isFromExtension(message, sender)) return false;
    obey(message.command).then(
      () => answer({}),
      (error: unknown) => answer({ refused: String(error) }),
    );
    return true;
  });
}

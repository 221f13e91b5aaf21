import { targetSchema } from '@mayfly/shared/base/target.ts';
import { askChrome } from '../../recording/ask-chrome.ts';
import { permissionOf } from '../../recording/sites.ts';
import { SealError } from '@mayfly/shared/base/errors.ts';
import type { Target } from '@mayfly/shared/base/target.ts';
import type { FromPicker, ToPicker } from '../../capture/picker/pick-once.ts';
import type { PickedFor } from '../../capture/picker/pick.ts';

/** A tab in which a person picks: opened once, so that they can bring its page to where the thing is. */
export type PickingTab = { readonly id: number };

/** Opens the page on which a step acts. Asks Chrome for its site where that was not allowed; must be called in a click. */
export async function openToPick(url: string): Promise<PickingTab> {
  if (!(await askChrome(permissionOf(new URL(url).origin))))
    throw new SealError('permission-refused');
  const { id } = await chrome.tabs.create({ url });
  if (id === undefined) throw new SealError('permission-refused');
  await loaded(id);
  return { id };
}

/** Lets the person pick one thing in a tab; undefined where they gave up, or closed it. This page is shown again then. */
export async function pickIn({ id }: PickingTab, tool: PickedFor): Promise<Target | undefined> {
  await chrome.tabs.update(id, { active: true });
  await chrome.scripting.executeScript({
    target: { tabId: id, allFrames: true },
    files: ['picker.js'],
  });
  const answer = heard(id);
  await send(id, { to: 'picker', kind: 'pick', tool });
  const target = await answer;
  await send(id, { to: 'picker', kind: 'end' });
  await showOwnTab();
  return target;
}

/** Closes the tab in which was picked. */
export async function closePicking({ id }: PickingTab): Promise<void> {
  await chrome.tabs.remove(id).catch(() => undefined);
}

/** What the tab tells first. What a page made up is no thing: only our own script in that very tab is heard. */
function heard(tabId: number): Promise<Target | undefined> {
  const { promise, resolve } = Promise.withResolvers<Target | undefined>();
  const onMessage = (
    message: FromPicker | undefined,
    sender: chrome.runtime.MessageSender,
  ): void => {
    const isOurs = sender.id === chrome.runtime.id && sender.tab?.id === tabId;
    if (isOurs && message?.from === 'picker') resolve(targetSchema.safeParse(message.target).data);
  };
  const onRemoved = (closed: number): void => {
    if (closed === tabId) resolve(undefined);
  };
  chrome.runtime.onMessage.addListener(onMessage);
  chrome.tabs.onRemoved.addListener(onRemoved);
  return promise.finally(() => {
    chrome.runtime.onMessage.removeListener(onMessage);
    chrome.tabs.onRemoved.removeListener(onRemoved);
  });
}

async function send(tabId: number, message: ToPicker): Promise<void> {
  await chrome.tabs.sendMessage(tabId, message).catch(() => undefined);
}

async function showOwnTab(): Promise<void> {
  const own = await chrome.tabs.getCurrent();
  if (own?.id !== undefined) await chrome.tabs.update(own.id, { active: true });
}

async function loaded(tabId: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (): void =>
    void chrome.tabs.get(tabId).then(
      ({ status }) => status === 'complete' && resolve(),
      () => resolve(),
    );
  chrome.tabs.onUpdated.addListener(look);
  look();
  await promise;
  chrome.tabs.onUpdated.removeListener(look);
}

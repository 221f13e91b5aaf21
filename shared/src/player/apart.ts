import type { Frame } from 'puppeteer-core';
import type { Kit } from './page/kit.ts';
import { installation, kitName } from './page/install.ts';

/** A world of a frame's own in which the page's scripts are not: they can neither see nor change what runs there. */
type World = {
  evaluate<Args extends readonly unknown[], Answer>(
    work: ((...args: Args) => Answer) | string,
    ...args: Args
  ): Promise<Awaited<Answer>>;
};

/** Methods of the {@link Kit}. */
type Methods = {
  [Name in keyof Kit as Kit[Name] extends (...args: never[]) => unknown ? Name : never]: Kit[Name];
};

/** The world of `frame`. Puppeteer has it, but does not declare it: its version is pinned, and tests would tell. */
export function worldOf(frame: Frame): World {
  return (frame as unknown as { isolatedRealm(): World }).isolatedRealm();
}

/** Calls a function of the kit in a frame; the kit is brought there first where it is missing. */
export async function inPage<Name extends keyof Methods>(
  frame: Frame,
  name: Name,
  ...args: Parameters<Methods[Name]>
): Promise<Awaited<ReturnType<Methods[Name]>>> {
  const world = worldOf(frame);
  const first = await world.evaluate(call, kitName, name, args);
  if (first) return first.answer as Awaited<ReturnType<Methods[Name]>>;
  await world.evaluate(installation);
  const second = await world.evaluate(call, kitName, name, args);
  if (!second) throw new Error('mayfly: the kit could not be brought into the page');
  return second.answer as Awaited<ReturnType<Methods[Name]>>;
}

/** Runs in the page. */
async function call(kitName: string, name: string, args: readonly unknown[]) {
  type Held = Record<string, (...args: readonly unknown[]) => unknown>;
  const kit = (globalThis as unknown as Record<string, Held | undefined>)[kitName];
  return kit && { answer: await kit[name]!(...args) };
}

import type { ReactNode } from 'react';

/** One screen in one state; its size in px. `click`: the word of a tab to open first. */
export type Scene = { width: number; height: number; render: () => ReactNode; click?: string };

/** Scenes by their names. */
export type Scenes = Readonly<Record<string, Scene>>;

/** For callbacks of the gallery: nothing happens. */
export function nothing(): void {
  // A picture of a screen does nothing.
}

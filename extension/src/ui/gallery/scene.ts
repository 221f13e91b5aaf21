import type { ReactNode } from 'react';

/** One screen in one state; its size in px. */
export type Scene = { width: number; height: number; render: () => ReactNode };

export type Scenes = Readonly<Record<string, Scene>>;

/** For callbacks of the gallery: nothing happens. */
export function nothing(): void {
  // A picture of a screen does nothing.
}

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { EngineError } from '@mayfly/shared/base/errors.ts';
import { refreshHome } from '../cloud/refresh-home.ts';
import { wordsOf } from '../ui/words-of.ts';
import type { ErrorWords } from '../ui/error-words.ts';

/** Something that is loaded: not yet, there, or refused in words. */
export type Load<T> =
  | { kind: 'loading'; since: number }
  | { kind: 'loaded'; value: T }
  | { kind: 'failed'; words: ErrorWords; error: unknown };

/** A runner that was away when a page was opened is asked again after so long, ms. */
const awayMs = 5_000;

/**
 * Loads at first, when `deps` change, and on `again`; asked while it loads, it loads once more afterwards. What is there
 * stays while it loads again, and when that fails: last known data is never an empty list because of a network error.
 */
export function useLoad<T>(
  load: () => Promise<T>,
  deps: readonly unknown[],
): [Load<T>, () => Promise<void>] {
  const [state, setState] = useState<Load<T>>({ kind: 'loading', since: Date.now() });
  const under = useRef<Promise<void>>(undefined);
  const isAsked = useRef(false);
  const loadOnce = useEffectEvent(async () => {
    try {
      const value = await load();
      setState({ kind: 'loaded', value });
    } catch (error) {
      if (error instanceof EngineError) void refreshHome();
      setState((before) =>
        before.kind === 'loaded' ? before : { kind: 'failed', words: wordsOf(error), error },
      );
    }
  });
  const again = (): Promise<void> => {
    isAsked.current = true;
    under.current ??= (async () => {
      while (isAsked.current) {
        isAsked.current = false;
        await loadOnce();
      }
      under.current = undefined;
    })();
    return under.current;
  };
  useEffect(() => {
    if (state.kind !== 'failed' || !(state.error instanceof EngineError)) return undefined;
    const timer = setTimeout(() => void again(), awayMs);
    return () => clearTimeout(timer);
  }, [state]);
  // The caller names what its loading depends on.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => void again(), deps);
  return [state, again];
}

import { useEffect, useRef, useState } from 'react';
import { isEnd } from '@mayfly/shared/api/run-state.ts';
import { emptyCache } from '../../cloud/run-progress.ts';
import { useLoad } from '../use-load.ts';
import { useRunEvents } from '../use-run-events.ts';
import { loadRun } from './load-run.ts';
import { askGoneMs, proofOf } from './proof-of.ts';
import type { RunId } from '@mayfly/shared/base/ids.ts';
import type { Load } from '../use-load.ts';
import type { LoadedRun } from './load-run.ts';

/** A run, followed from queued to erased without a reload; `asked`: how often it was asked whether the browser is gone. */
export function useRun(run: RunId): {
  load: Load<LoadedRun>;
  again: () => Promise<void>;
  asked: number;
} {
  const cache = useRef(emptyCache());
  const [asked, setAsked] = useState(0);
  const [load, again] = useLoad(() => loadRun(run, cache.current), [run]);
  useRunEvents(
    ({ label }) => label.run === run && void again(),
    () => void again(),
  );
  const isWaiting = load.kind === 'loaded' && waitsForErasure(load.value);
  const loadedAt = load.kind === 'loaded' ? load.value.loadedAt : 0;
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => {
      setAsked((times) => times + 1);
      void again();
    }, askGoneMs);
    return () => clearTimeout(timer);
  }, [isWaiting, loadedAt, again]);
  return { load, again, asked };
}

function waitsForErasure(loaded: LoadedRun): boolean {
  if (!isEnd(loaded.label.status)) return false;
  const proof = proofOf(loaded, 0);
  return proof?.erasure.kind === 'asked' || proof?.verdict === 'unproved';
}

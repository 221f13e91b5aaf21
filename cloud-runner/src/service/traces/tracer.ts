import type { RunId } from '@mayfly/shared/base/ids.ts';

/** What happened to a run, in order: one trace a run, one span each. */
export type SpanName =
  /** From its order, or its slot, to its end: the others lie in it, but `gone`. */
  | 'run'
  | 'enqueue'
  /** It waits, until it has a pod. */
  | 'claim'
  /** Its pod is made by the engine. */
  | 'pod-start'
  /** Its pod comes up and proves its fence, until it asks for its work. */
  | 'proof'
  /** The broker releases its keys. */
  | 'release'
  | 'first-step'
  /** From its keys to its end. */
  | 'play'
  /** From its end until its pod was seen to be gone. */
  | 'gone';

/** What a span may say. Ids, numbers, and words of our own tables: never a value, address or name. */
export type SpanFacts = {
  readonly attempt?: number;
  readonly pod?: 'warm' | 'cold';
  readonly uid?: string;
  readonly status?: string;
  readonly code?: string;
  readonly step?: number;
  readonly grade?: string;
};

/** A stretch of time of a run, in ms since 1970. */
export type Span = {
  readonly run: RunId;
  readonly name: SpanName;
  readonly from: number;
  readonly to: number;
  readonly facts?: SpanFacts;
};

/** Takes spans and sends them on; never waits, never throws. */
export type Tracer = {
  add(span: Span): void;
  /** Sends what is left. */
  close(): Promise<void>;
};

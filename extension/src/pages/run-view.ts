import type { GoneGrade, RunStatus } from '@mayfly/shared/api/run-state.ts';
import type { PlainTable } from '../ui/cell-order.ts';
import type { ErrorWords } from '../ui/error-words.ts';
import type { Sentence } from '../ui/sentence.ts';
import type { Picture } from '../ui/Shot.tsx';

/** Who started a run. */
export type Starter =
  | { kind: 'schedule' }
  | { kind: 'person'; name: string }
  | { kind: 'trigger'; name: string };

/** What became of the run's browser: in which grade it was seen to be gone, or that it is asked for. */
export type Erasure =
  | { kind: 'gone'; at: number; grade: GoneGrade }
  | { kind: 'asked'; times: number; nextAt: number };

/** One way that was tried to find a thing: what it was, whether it answered. `literal` is code, shown in Details. */
export type FoundLine = {
  way: string;
  literal?: string | undefined;
  result: 'none' | 'several' | 'chosen' | 'refused';
  /** How many answered, for `several`. */
  alike?: number | undefined;
  /** 0 to 1, for likeness. */
  likeness?: number | undefined;
};

/** How a thing was found; `needed` and `next` are likenesses from 0 to 1. */
export type Finding = {
  lines: readonly FoundLine[];
  needed?: number | undefined;
  next?: number | undefined;
};

/** A step of a run: planned, under way, or with how it went. */
export type RunStep = {
  number: number;
  sentence: Sentence;
  /** A word or two, below its picture. */
  label: string;
  state: 'done' | 'adapted' | 'failed' | 'stopped' | 'skipped' | 'running' | 'not-run';
  durationMs?: number | undefined;
  waitedMs?: number | undefined;
  before?: Picture | undefined;
  after?: Picture | undefined;
  finding?: Finding | undefined;
  /** The first choice has failed in so many last runs; there is a repair to take. */
  repair?: { failedRuns: number } | undefined;
  /** For a failed step: what went wrong, and further facts, label and text. */
  failure?:
    | { words: ErrorWords; code: string; facts: readonly { label: string; text: string }[] }
    | undefined;
};

/** What needs the person: a question with its answer. */
export type RunProblem =
  | {
      kind: 'signed-out';
      host: string;
      /** When the stored sign-in ended, if that is known. */
      endedAt?: number | undefined;
      /** When this browser was last seen signed in there; absent: it is not. */
      signedInHereAt?: number | undefined;
      /** A change was made before: resync and run again are two words. */
      changed: boolean;
    }
  | {
      kind: 'unknown';
      /** The question about one thing, where the automation says what; else it is asked of the step. */
      question?: string | undefined;
      step: { number: number; sentence: Sentence };
      lostAfterMs?: number | undefined;
      /** The browser told its end: it is the site that did not answer. */
      isReported?: boolean | undefined;
      /** The page on which one can look. */
      place?: { name: string } | undefined;
      /** Signed already. */
      settled?: { done: boolean; by: string; at: number } | undefined;
    }
  | { kind: 'other'; words: ErrorWords };

/** A line of “who did what”: from the log of the organization. */
export type HistoryLine = {
  at: number;
  who: string;
  what: Sentence;
  logEntry?: number | undefined;
};

/** What the report proves. Absent times: not seen. Times in ms since 1970. */
export type RunProof = {
  /** Whether order, certificate, browser and report fit together, checked on this device. */
  verdict: 'checked' | 'refuted' | 'unproved';
  bornAt?: number | undefined;
  /** Forbidden places that were tried at birth, and how many were out of reach. */
  fence?: { tried: number; outOfReach: number } | undefined;
  releasedAt?: number | undefined;
  endedAt?: number | undefined;
  erasure: Erasure;
  /** Code of why contact was lost, shown as it is. */
  lost?: { code: string; at: number } | undefined;
  auditor: {
    browser: string;
    program: string;
    allowedBy: string;
    logEntry?: number | undefined;
    logSize?: number | undefined;
  };
};

/** A run, from queued to its report; the same page shows it all. Times in ms since 1970, spans in ms. */
export type RunView = {
  id: string;
  /** Counted on this device, by automation. */
  number: number | undefined;
  automation: { id: string; name: string };
  status: RunStatus;
  starter: Starter;
  /** When it was queued, or its slot. */
  at: number;
  durationMs?: number | undefined;
  usualMs?: number | undefined;
  deadlineMs: number;
  readOnly: boolean;
  /** Changes made and confirmed; absent: not known. */
  changes?: { confirmed: number; of: number } | undefined;
  attempt: number;
  /** It was to be tried once; running again would need another permission. */
  isTrial?: boolean | undefined;
  /** While queued: place from 1, and when it should start. */
  queue?: { place: number; startsAt: number | undefined } | undefined;
  /** While it runs: what it waits for, and when it was last heard. */
  waitingFor?: Sentence | undefined;
  heardAt?: number | undefined;
  steps: readonly RunStep[];
  tables: readonly PlainTable[];
  /** Pictures that are still being opened, or were over the limit. */
  pictures?: { opening?: { opened: number; of: number }; leftOut?: string } | undefined;
  /** The report cannot be opened on this device, and who can. */
  locked?: { others: readonly string[] } | undefined;
  problem?: RunProblem | undefined;
  proof?: RunProof | undefined;
  /** After the end, as lines with their times. */
  afterwards: {
    reportLockedAt?: number | undefined;
    renewedCookies?: { amount: number; at: number } | undefined;
  };
  history: readonly HistoryLine[];
};

/** The parts of a report. */
export type RunTab = 'steps' | 'data' | 'proof' | 'history';

/** What can be done with a run and its report. */
export type RunActions = {
  onStop: () => void;
  onRunAgain: () => void;
  onDownloadCsv: (table: PlainTable) => void;
  /** Code, versions and times; no address path, name, value or title of a page. */
  onCopyForSupport: () => void;
  onCopyStep: (number: number) => void;
  onTakeRepair: (number: number) => void;
  onResync: () => void;
  onResyncAndRun: () => void;
  onOpenPlace: () => void;
  /** Signed with the person's name; cannot be altered later. */
  onSettle: (done: boolean) => void;
  /** The one button of a problem's words. */
  onAct: () => void;
  onVerify: () => void;
  onSaveProof: () => void;
};

import { engineErrors } from './errors/engine.ts';
import { requestErrors } from './errors/request.ts';
import { sealErrors } from './errors/seal.ts';
import { stepErrors } from './errors/step.ts';
import type { ErrorRow } from './errors/rows.ts';

/** The one table of all codes, in four blocks by whose turn it is (HOUSE.md §5). */
export const errors = { ...stepErrors, ...sealErrors, ...requestErrors, ...engineErrors };

/** The author edits the automation. */
export type StepCode = keyof typeof stepErrors;
/** Somebody seals, confirms, settles or pairs once more. */
export type SealCode = keyof typeof sealErrors;
/** The caller asks otherwise. */
export type RequestCode = keyof typeof requestErrors;
/** The operator acts, or a retry does. */
export type EngineCode = keyof typeof engineErrors;
/** Any code of the table. */
export type Code = keyof typeof errors;

/** All of an error that crosses a process. */
export type WireError = { readonly code: Code; readonly message: string };

/** What a thrower may say beyond its code. `message` replaces the table's sentence and holds nothing secret. */
export type ErrorDetail = { readonly message?: string; readonly cause?: unknown };

/** What every error of ours has: a code of the table, a sentence, what to do next, and its cause. */
export abstract class MayflyError<C extends Code = Code> extends Error {
  readonly code: C;
  readonly next: string;

  constructor(code: C, detail: ErrorDetail = {}) {
    super(detail.message ?? errors[code].message, { cause: detail.cause });
    this.code = code;
    this.next = errors[code].next;
  }

  /** The HTTP status of its row, 500 where no door answers so. */
  get status(): number {
    return statusOf(this.code);
  }
}

/** The author edits the automation. */
export class StepError extends MayflyError<StepCode> {
  override readonly name = 'StepError';
}

/** Somebody seals, confirms, settles or pairs once more. */
export class SealError extends MayflyError<SealCode> {
  override readonly name = 'SealError';
}

/** The caller asks otherwise. */
export class RequestError extends MayflyError<RequestCode> {
  override readonly name = 'RequestError';
}

/** The operator acts, or a retry does. */
export class EngineError extends MayflyError<EngineCode> {
  override readonly name = 'EngineError';
}

/** The HTTP status of a code, 500 where no door answers so. */
export function statusOf(code: Code): number {
  const found: ErrorRow = errors[code];
  return found.status ?? 500;
}

/** Whether `value` is a code of the table. */
export function isCode(value: unknown): value is Code {
  return typeof value === 'string' && Object.hasOwn(errors, value);
}

/** The error of `code`, in its class. */
export function errorOf(code: Code, detail: ErrorDetail = {}): MayflyError {
  if (isIn(stepErrors, code)) return new StepError(code, detail);
  if (isIn(sealErrors, code)) return new SealError(code, detail);
  if (isIn(requestErrors, code)) return new RequestError(code, detail);
  return new EngineError(code, detail);
}

/** What may leave the process: `{ code, message }`. Anything not ours is `internal`, and tells nothing. */
export function toWire(error: unknown): WireError {
  if (error instanceof MayflyError) return { code: error.code, message: error.message };
  return { code: 'internal', message: errors.internal.message };
}

/** The error that another process sent; `answer-not-understood` when it sent something else. */
export function fromWire(wire: unknown): MayflyError {
  if (typeof wire !== 'object' || wire === null) return new RequestError('answer-not-understood');
  const { code, message } = wire as { code?: unknown; message?: unknown };
  if (!isCode(code)) return new RequestError('answer-not-understood');
  return errorOf(code, typeof message === 'string' ? { message } : {});
}

function isIn<Block extends object>(block: Block, code: Code): code is Code & keyof Block {
  return Object.hasOwn(block, code);
}

import type { z } from 'zod';
import { fromUtf8, utf8 } from '../base/bytes.ts';
import { SealError } from '../base/errors.ts';
import { progressSchema, reportSchema } from './report.ts';
import type { Progress, Report } from './report.ts';

/** The report in the UTF-8 JSON of an opened envelope. Throws `unknown-version` or `tampered`. */
export function readReport(plain: Uint8Array): Report {
  return parse(reportSchema, plain);
}

/** The progress in the UTF-8 JSON of an opened envelope. Throws `unknown-version` or `tampered`. */
export function readProgress(plain: Uint8Array): Progress {
  return parse(progressSchema, plain);
}

/** A report as bytes, to be sealed. Throws a ZodError when it is none. */
export function writeReport(report: Report): Uint8Array {
  return utf8(JSON.stringify(reportSchema.parse(report)));
}

/** A progress as bytes, to be sealed. Throws a ZodError when it is none. */
export function writeProgress(progress: Progress): Uint8Array {
  return utf8(JSON.stringify(progressSchema.parse(progress)));
}

function parse<T>(schema: z.ZodType<T>, plain: Uint8Array): T {
  const json = jsonOf(plain);
  if (isLater(json)) throw new SealError('unknown-version');
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new SealError('tampered', { cause: parsed.error });
  return parsed.data;
}

function isLater(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'v' in json && Number(json.v) > 1;
}

function jsonOf(plain: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(plain));
  } catch (cause) {
    throw new SealError('tampered', { cause });
  }
}

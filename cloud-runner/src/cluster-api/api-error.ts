import type { IncomingMessage } from 'node:http';

/** What the API server refused, or that it did not answer: `status` 0. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** Kubernetes' own word, such as `AlreadyExists`. */
  readonly reason: string;
  /** What the server asks to be waited for, in ms. */
  readonly retryAfterMs: number | undefined;

  constructor(
    status: number,
    reason: string,
    message: string,
    detail: { retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: detail.cause });
    this.status = status;
    this.reason = reason;
    this.retryAfterMs = detail.retryAfterMs;
  }

  /** The error that an answer tells; `text` is its body. */
  static of(answer: IncomingMessage, text: string): ApiError {
    const status = answer.statusCode ?? 0;
    const seconds = Number(answer.headers['retry-after']);
    const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : undefined;
    const { reason, message } = statusIn(text);
    return new ApiError(status, reason ?? '', message ?? `status ${status}`, { retryAfterMs });
  }

  /** Nobody answered, or not in time, or not to the end. */
  static silence(cause: unknown): ApiError {
    return new ApiError(0, 'NoAnswer', 'The API server does not answer', { cause });
  }
}

const passing: ReadonlySet<number> = new Set([0, 429, 500, 502, 503, 504]);

/** Whether the same question may well be answered a little later. */
export function passes({ status }: ApiError): boolean {
  return passing.has(status);
}

/** Whether `error` is the API server's with this status. */
export function isStatus(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status;
}

function statusIn(text: string): { reason?: string; message?: string } {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null ? said : {};
  } catch {
    return {};
  }
}

/** One row of the table of errors. */
export type ErrorRow = {
  /** The HTTP status with which a door answers; absent where no door answers so. */
  readonly status?: number;
  /** What happened, for a person: one sentence or two, without names of our parts. */
  readonly message: string;
  /** What to do next. */
  readonly next: string;
};

/** Shortens a row of the table: status, message, next. */
export function row(status: number, message: string, next: string): ErrorRow {
  return { status, message, next };
}

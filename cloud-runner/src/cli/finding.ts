/** One thing that was looked at. */
export type Finding = {
  readonly ok: boolean;
  /** What holds, or does not: a sentence without its end. */
  readonly what: string;
  /** Where it does not hold, or how to mend it. */
  readonly details: readonly string[];
};

/** Details beyond these are counted. */
const shown = 20;

/** It holds where there is nothing to say against it. */
export function finding(what: string, details: readonly string[]): Finding {
  return { ok: details.length === 0, what, details };
}

/** Findings as lines for a person. */
export function toText(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ ok, what, details }) => [
    `${ok ? '✓' : '✗'} ${what}`,
    ...details.slice(0, shown).map((detail) => `    ${detail}`),
    ...(details.length > shown ? [`    and ${details.length - shown} more`] : []),
  ]);
  return `${lines.join('\n')}\n`;
}

/** Where something begins and ends in a text. */
export type Span = { readonly from: number; readonly to: number };

/** Spellings of things that are secret whoever owns them. */
const tokens: readonly RegExp[] = [
  /\beyJ[\w-]{10,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  /\b(?:Bearer|Basic)\s+[\w.~+/-]{12,}=*/gi,
  /\b(?:sk|pk|rk)_(?:live|test)_\w{10,}/g,
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,})/g,
  /\bxox[abeoprs]-[\w-]{10,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{30,}/g,
  /\bya29\.[\w-]{20,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** Values of parameters that by their names hold secrets. */
const parameters =
  /(?<=[?&#;\s"'](?:access_token|id_token|refresh_token|token|sig|signature|api_?key|session(?:_?id)?|sid|auth|code|password|passwd|secret|otp)=)[^&\s"'<>#;]{4,}/gi;

const cards = /(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])/g;
const emails = /[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** What is hidden besides known values. */
export type PatternChoice = { readonly emails?: boolean };

/** The places of `text` that look like tokens, keys, card numbers or, where chosen, addresses of people. */
export function patternSpans(text: string, choice: PatternChoice = {}): readonly Span[] {
  const all = [...tokens, parameters, ...(choice.emails ? [emails] : [])];
  return [
    ...all.flatMap((pattern) => spansOf(text, pattern)),
    ...spansOf(text, cards).filter(({ from, to }) => isCard(text.slice(from, to))),
  ];
}

function spansOf(text: string, pattern: RegExp): readonly Span[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
  }));
}

/** Luhn's check, ISO/IEC 7812-1 annex B, and a first digit that cards have. */
function isCard(text: string): boolean {
  const digits = [...text.replaceAll(/\D/g, '')].map(Number).toReversed();
  if (!/^[2-6]/.test(text)) return false;
  const sum = digits
    .map((digit, at) => (at % 2 === 1 ? digit * 2 : digit))
    .reduce((total, digit) => total + (digit > 9 ? digit - 9 : digit), 0);
  return sum % 10 === 0;
}

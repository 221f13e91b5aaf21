/** How many colours SiteTile.module.css has; all bear white text (tokens.test.ts). */
export const siteColours = 6;

/** The first letter of the name that a person would call the site by: `H` for `ledger.halden.example`. */
export function siteLetter(host: string): string {
  return ([...ownName(host)][0] ?? '?').toUpperCase();
}

/** The number of the site's colour, below `siteColours`: the same for all hosts of one owner. */
export function siteColour(host: string): number {
  let sum = 0;
  for (const letter of ownName(host)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % siteColours;
}

/** The label before the public suffix, guessed: `co.uk` and its like are two short labels. Good enough for a letter. */
function ownName(host: string): string {
  const name = host.replace(/:\d+$/, '');
  const labels = name.split('.');
  if (labels.length < 2 || /^[\d.]+$/.test(name)) return name;
  const beforeSuffix = labels.slice(0, -1);
  const last = beforeSuffix.at(-1) ?? host;
  const isPartOfSuffix = beforeSuffix.length > 1 && /^(ac|co|com|edu|gov|net|org)$/.test(last);
  return isPartOfSuffix ? (beforeSuffix.at(-2) ?? last) : last;
}

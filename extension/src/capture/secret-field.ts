const secretAutocomplete = /^(current-password|new-password|one-time-code|cc-.+)$/;
const secretWords =
  /passw|pwd|passcode|passphrase|one.?time|(^|[^a-z])(otp|totp|mfa|2fa|pin|cvv|cvc|iban|ssn)([^a-z]|$)|secret|token|api.?key|security.?code|card.?number/i;

/** Fields that were a password field at any time on this page: “show password” only changes the type. */
const once = new WeakSet<Element>();

/**
 * Whether what is typed here must never be read: passwords, one-time codes, cards, and fields that call themselves
 * so. Where it errs, it errs towards a secret: a person can turn that into plain text in the review, not back.
 */
export function isSecretField(element: Element): boolean {
  if (once.has(element)) return true;
  const autocomplete = (element.getAttribute('autocomplete') ?? '').toLowerCase().split(/\s+/);
  const words = ['name', 'id', 'aria-label', 'placeholder'].map((name) =>
    element.getAttribute(name),
  );
  const secret =
    (element instanceof HTMLInputElement && element.type === 'password') ||
    autocomplete.some((token) => secretAutocomplete.test(token)) ||
    (!(element instanceof HTMLSelectElement) &&
      words.some((word) => word && secretWords.test(word)));
  if (secret) once.add(element);
  return secret;
}

/** Looks at every field of a root before anybody types, so that a password field shown as text stays a secret. */
export function noteSecretFields(root: ParentNode): void {
  for (const field of root.querySelectorAll('input[type=password]')) once.add(field);
}

/** The name under which a secret is kept: the field's own, as a person would say it. */
export function secretName(name: string): string {
  return name.replace(/[\s*:]+$/, '').slice(0, 60) || 'Secret';
}

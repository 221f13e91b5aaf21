import { randomBytes } from 'node:crypto';

/** A word that stands nowhere else in the world: so short that nothing cuts it, so long that nothing else is like it. */
export const canary = (what: string): string => `${what}${randomBytes(12).toString('hex')}`;

const each = (prefix: string, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name, place) => [name, canary(`${prefix}${place}`)]));

/** One in every place in which a person's secret can be. */
export type Canaries = {
  readonly cookies: Readonly<Record<string, string>>;
  readonly storage: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  /** What unlocks the device. No part but the extension hears of it. */
  readonly passphrase: string;
};

/** Fresh ones. */
export const makeCanaries = (): Canaries => ({
  cookies: each('Ck', ['sid', 'remember', 'csrf']),
  storage: each('Ls', ['token', 'user']),
  secrets: each('Sc', ['code', 'pin']),
  inputs: each('In', ['note', 'street']),
  passphrase: canary('Pp'),
});

/** All of them that a site gets to see. */
export const shownToSites = ({ cookies, storage, secrets, inputs }: Canaries): string[] =>
  [cookies, storage, secrets, inputs].flatMap((all) => Object.values(all));

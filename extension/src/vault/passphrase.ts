import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Six words of BIP 39's English list: 66 bits. */
const proposedWords = 6;

/** Proposes a passphrase of six words, drawn evenly from 2,048. */
export function proposePassphrase(): string {
  const draws = crypto.getRandomValues(new Uint16Array(proposedWords));
  return Array.from(draws, (draw) => wordlist[draw % wordlist.length]).join(' ');
}

/** The passphrase as it is hashed: NFKC, outer blanks cut, inner ones single. */
export function normalizePassphrase(passphrase: string): string {
  return passphrase.normalize('NFKC').trim().replace(/\s+/g, ' ');
}

/** The least that is taken, in characters, where the person does not take the proposed words. */
export const passphraseMinLength = 12;

/** An error in words: what happened; what was not harmed and what to do; the word of the one button. */
export type ErrorWords = { title: string; sentence: string; button?: string | undefined };

import { below } from './strings/below.ts';
import { connect } from './strings/connect.ts';
import { cookies } from './strings/cookies.ts';
import { frame, home } from './strings/home.ts';

/** All words of the popup. A screen takes its own part, so that the first one waits for no others. */
export const strings = { ...frame, ...connect, home, below, cookies } as const;

import type { LucideIcon } from 'lucide-react';
import {
  CircleCheck,
  CircleQuestionMark,
  Hourglass,
  LaptopMinimalCheck,
  Loader,
  LogOut,
  ShieldOff,
} from 'lucide-react';
import type { Clock } from './clock.tsx';
import { ahead, day, timeOfDay, when, whenInside } from './format.ts';
import { health as words } from './strings/health.ts';
import type { Tone } from './tone.ts';

/** How a stored sign-in stands. Times in ms since 1970. */
export type SignInHealth =
  | { kind: 'expires'; at: number }
  | { kind: 'healthy'; at?: number; renewedAt?: number }
  | { kind: 'no-end'; checkedAt?: number }
  | { kind: 'signed-out'; seenAt: number; runNumber?: number }
  | { kind: 'device-bound' }
  | { kind: 'trying' }
  | { kind: 'revoked'; at: number };

/** The health of a sign-in as drawing, colour, word and a second line. */
export function sayHealth(
  health: SignInHealth,
  clock: Clock,
): { icon: LucideIcon; tone: Tone; word: string; more: string | undefined } {
  switch (health.kind) {
    case 'expires': {
      const left = ahead(health.at, clock);
      const more = `${day(health.at, clock.zone)}, ${timeOfDay(health.at, clock.zone)}`;
      if (!left) return { icon: LogOut, tone: 'bad', word: words.expired, more };
      return { icon: Hourglass, tone: 'warn', word: words.expires(left), more };
    }
    case 'healthy': {
      const more = health.renewedAt && words.renewed(whenInside(health.renewedAt, clock));
      const end = health.at && words.until(day(health.at, clock.zone, 'long'));
      return { icon: CircleCheck, tone: 'ok', word: words.healthy, more: more || end || undefined };
    }
    case 'no-end': {
      const more = health.checkedAt && words.checked(whenInside(health.checkedAt, clock));
      return { icon: CircleQuestionMark, tone: 'wait', word: words.noEnd, more: more || undefined };
    }
    case 'signed-out': {
      const more =
        health.runNumber === undefined
          ? when(health.seenAt, clock)
          : words.seenBy(health.runNumber, when(health.seenAt, clock));
      return { icon: LogOut, tone: 'bad', word: words.signedOut, more };
    }
    case 'device-bound':
      return { icon: LaptopMinimalCheck, tone: 'bad', word: words.tied, more: words.tiedMore };
    case 'trying':
      return { icon: Loader, tone: 'run', word: words.trying, more: words.tryingMore };
    case 'revoked':
      return { icon: ShieldOff, tone: 'wait', word: words.revoked, more: when(health.at, clock) };
  }
}

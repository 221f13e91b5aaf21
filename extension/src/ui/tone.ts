import { classNames } from './class-names.ts';

/** What a colour says: nothing yet, act here, good, look, bad, nobody knows. Never said by colour alone. */
export type Tone = 'wait' | 'run' | 'ok' | 'warn' | 'bad' | 'odd';

const toneClasses: Record<Tone, string> = {
  wait: 'toneWait',
  run: 'toneRun',
  ok: 'toneOk',
  warn: 'toneWarn',
  bad: 'toneBad',
  odd: 'toneOdd',
};

/** The class (base.css) which colours text and icon in this tone, with further class names. */
export function toneClass(tone: Tone | undefined, ...more: readonly (string | false)[]): string {
  return classNames(tone && toneClasses[tone], ...more);
}

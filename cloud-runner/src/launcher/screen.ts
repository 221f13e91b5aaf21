import { styleText } from 'node:util';

/** What `npm start` shows: one line a stage, then what to do. */
export type Screen = {
  title: (text: string) => void;
  stage: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  line: (text?: string) => void;
  /** A line that is meant to be read first. */
  strong: (text: string) => void;
  /** A line that may be passed over. */
  quiet: (text: string) => void;
  warn: (text: string) => void;
};

const indent = '  ';
const nameWidth = 20;

/** Whole sentences wrapped to a width that is read with ease; a word too long for it stays whole, to be copied. */
const wrap = (text: string): string[] =>
  (text.match(/\S.{0,75}(?=\s|$)|\S+/g) ?? ['']).map((line) => line.trimEnd());

/** A screen on a stream; on a terminal the stage at work shows too, and there are colours unless NO_COLOR is set. */
export const makeScreen = (out: NodeJS.WriteStream): Screen => {
  const style = (look: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) =>
    styleText(look, text, { stream: out });
  const write = (text: string) => out.write(text ? `${indent}${text}\n` : '\n');
  const row = (sign: string, name: string, rest: string) =>
    `${indent}${sign} ${name.padEnd(nameWidth)}${rest}`;
  const clear = () => (out.isTTY ? '\r\u001B[2K' : '');
  return {
    title: (text) => out.write(`\n${indent}${style('bold', text)}\n\n`),
    stage: async (name, work) => {
      const startedAt = performance.now();
      const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
      if (out.isTTY) out.write(row('·', name, style('dim', '…')));
      try {
        const result = await work();
        out.write(`${clear()}${row(style('green', '✓'), name, style('dim', seconds()))}\n`);
        return result;
      } catch (error) {
        out.write(`${clear()}${row(style('red', '✗'), name, style('dim', seconds()))}\n`);
        throw error;
      }
    },
    line: (text = '') => wrap(text).forEach(write),
    strong: (text) => write(style('bold', text)),
    quiet: (text) => wrap(text).forEach((each) => write(style('dim', each))),
    warn: (text) => wrap(text).forEach((each) => write(style('yellow', each))),
  };
};

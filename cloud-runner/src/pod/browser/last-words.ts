import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const charactersAtMost = 8_192;

/** Reads on what a child says on its standard error, keeping the end of it, in memory. */
export function lastWords(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-charactersAtMost);
  });
  return () => words;
}

/** Whether a browser's last words say that its own sandbox could not start. */
export function tellsOfSandbox(words: string): boolean {
  return /No usable sandbox|without --no-sandbox|sandbox_linux|zygote_host_impl/i.test(words);
}

/** Resolves when a child is gone; at once if it is. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await once(child, 'exit');
}

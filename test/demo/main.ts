/** `npm run demo`: all of it at work, without a display. `MAYFLY_PICTURES`: the folder that its pictures go to. */
import { join } from 'node:path';

import { top } from '@mayfly/cloud-runner/launcher/build.ts';
import { makeScreen } from '@mayfly/cloud-runner/launcher/screen.ts';
import { makeUndo } from '@mayfly/cloud-runner/launcher/undo.ts';
import { picturesIn } from './pictures.ts';
import { showAll } from './show.ts';
import { stagesOn, StageFailed, Stopped } from './stage.ts';

const screen = makeScreen(process.stdout);
const undo = makeUndo();
const stopping = new AbortController();

const folder = process.env['MAYFLY_PICTURES'] ?? join(top, 'demo-pictures');

/** Asked twice, it ends at once: the runner's parts end with it. */
const stopWhenAsked = (): void => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) process.exit(130);
      stopping.abort();
    });
  }
};

const tellFailure = (error: unknown): number => {
  screen.line();
  if (error instanceof Stopped) {
    screen.warn(error.message);
    return 130;
  }
  if (!(error instanceof StageFailed)) throw error;
  screen.warn(error.message);
  screen.line(error.next);
  return 1;
};

const main = async (): Promise<number> => {
  stopWhenAsked();
  const { signal } = stopping;
  const startedAt = performance.now();
  screen.title('Mayfly, shown');
  screen.line(
    'A real browser with the extension, a real application, a real runner. All of it lies in temporary folders, which are removed at the end.',
  );
  screen.line();
  const pictures = picturesIn(folder);
  try {
    const stage = stagesOn(screen, signal);
    const seen = await showAll({ stage, quiet: screen.quiet, pictures, undo, signal });
    screen.line();
    screen.strong('What was shown');
    for (const sentence of seen) screen.line(`✓ ${sentence}`);
    screen.line();
    screen.line(`${pictures.taken.length} pictures of it lie in ${folder}`);
    return 0;
  } catch (error) {
    return tellFailure(error);
  } finally {
    screen.line();
    await screen.stage('Everything removed', undo.all);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    screen.quiet(`${seconds} s in all`);
  }
};

process.exit(await main());

import { releasing, scheduling } from './broker.ts';
import { captureCost } from './capture-cost.ts';
import { fenceCost } from './fence-cost.ts';
import type { Family } from './figure.ts';
import { installing } from './install.ts';
import { onePageRun } from './one-page-run.ts';
import { panel } from './panel.ts';
import { popupPaint } from './popup-paint.ts';
import { reportOpen } from './report-open.ts';
import { replay } from './replay.ts';
import { resting } from './resting.ts';
import { sealing } from './sealing.ts';
import { sizes } from './sizes.ts';
import { warmStart } from './warm-start.ts';

/** All that is measured, what is quick first. */
export const families: readonly Family[] = [
  sizes,
  sealing,
  popupPaint,
  captureCost,
  panel,
  releasing,
  replay,
  fenceCost,
  reportOpen,
  warmStart,
  onePageRun,
  resting,
  scheduling,
  installing,
];

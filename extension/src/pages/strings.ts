import { acts } from './strings/acts.ts';
import { automation } from './strings/automation.ts';
import { finding, history } from './strings/finding.ts';
import { lists } from './strings/lists.ts';
import { problem } from './strings/problem.ts';
import { restored } from './strings/restored.ts';
import { review } from './strings/review.ts';
import { run } from './strings/run.ts';
import { schedule } from './strings/schedule.ts';
import { settings } from './strings/settings.ts';
import { shell } from './strings/shell.ts';
import { signIns } from './strings/sign-ins.ts';

/** All words of the pages, one part a screen. */
export const strings = {
  acts,
  automation,
  finding,
  history,
  lists,
  problem,
  restored,
  review,
  run,
  schedule,
  settings,
  shell,
  signIns,
} as const;

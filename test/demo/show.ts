import type { Screen } from '@mayfly/cloud-runner/launcher/screen.ts';
import type { Undo } from '@mayfly/cloud-runner/launcher/undo.ts';
import { connect } from '../harness/person/connect.ts';
import { openApp, openPopup } from '../harness/person/person.ts';
import { stopAndReview } from '../harness/person/record.ts';
import { confirm, nameIt } from '../harness/person/review.ts';
import { says } from '../harness/person/screen.ts';
import {
  allowChange,
  automationName,
  offerCookies,
  recordTask,
  startRun,
  storeCookies,
  useSignIn,
} from './acts.ts';
import { signIn } from './ledger.ts';
import { oneChange, searchFiles } from './look-around.ts';
import type { Pictures } from './pictures.ts';
import { makePremises } from './premises.ts';
import { checkProof, readRows, seeLive, seeReport } from './see-run.ts';
import type { RunStage } from './stage.ts';

/** What a showing needs of whoever asks for it. */
export type Showing = {
  stage: RunStage;
  quiet: Screen['quiet'];
  pictures: Pictures;
  undo: Undo;
  signal: AbortSignal;
};

const own = 'This is a fault of Mayfly: copy what stands above into a report of it.';
const busy =
  'If this machine is very busy, start again when it is not. Else copy this into a report.';

/**
 * The whole main job, once, with nothing played by anybody else: from the invitation to a run whose browser is gone.
 * Answers, in sentences, what was seen on the way. Throws StageFailed, or Stopped.
 */
export const showAll = async (showing: Showing): Promise<string[]> => {
  const { stage, quiet, pictures, undo, signal } = showing;
  const { ledger, stack, person } = await makePremises(stage, undo, signal);
  const page = await person.browser.newPage();
  await page.setViewport({ width: 1000, height: 700 });

  await stage('Signed in by hand', busy, () => signIn(page, ledger));
  await stage('Connected', busy, async () => {
    const popup = await connect(person, page, stack.invitation);
    await popup.close();
  });
  const { panel, sentences } = await stage('Recorded', busy, () => recordTask(person, page));
  sentences.forEach((sentence, at) => quiet(`    ${at + 1} ${sentence}`));
  await pictures.take(panel, 'panel');

  const review = await stage('Reviewed', busy, async () => {
    const page = await stopAndReview(person, panel);
    await nameIt(page, automationName);
    await allowChange(page);
    return page;
  });
  await stage('Confirmed', own, () => confirm(review));
  await stage('Cookies stored', busy, async () => {
    const popup = await offerCookies(person, page);
    await pictures.take(popup, 'store-cookies');
    await storeCookies(popup);
  });
  const sentence = await stage('Sign-in allowed', busy, () => useSignIn(review, pictures));
  quiet(`    ${sentence}`);

  ledger.reopen(); // What was done while recording is taken back, so that the run has it to do.
  const visitsBefore = ledger.visits.length;
  const run = await stage('Run started', own, async () => {
    const popup = await openPopup(person, page);
    await says(popup, automationName);
    await pictures.take(popup, 'popup');
    return startRun(person, popup);
  });
  await stage('Seen live', busy, () => seeLive(run));
  await stage('Report opened', own, () => seeReport(run));
  await pictures.take(run, 'report');
  const rows = await stage('Rows read', own, () => readRows(run));
  await stage('Proof checked', own, () => checkProof(run));
  await pictures.take(run, 'proof');
  const asked = await stage('One change alone', own, async () => oneChange(ledger, visitsBefore));
  const searched = await stage('Nothing in the open', own, () =>
    searchFiles(stack, person.browser, ledger),
  );
  const automations = await openApp(person, '#/automations');
  await says(automations, automationName);
  await pictures.take(automations, 'automations');
  return [
    `Recorded ${sentences.length} steps, each told as a sentence; one change was allowed, at most once a run.`,
    `The one-time browser asked the application for ${asked.length} pages. Exactly one change arrived.`,
    `${rows.length} rows came back, locked; they were opened in this browser alone.`,
    'Its device checked who ordered the run, who was let in, what was reported, and that the browser is gone: no process, no memory disk, no folder of it is left.',
    `All ${searched.files} files that the runner keeps, databases and logs among them, were searched for ${searched.secrets} secrets (cookies, passwords, a customer’s name) in ${searched.spellings} spellings each: none was found.`,
  ];
};

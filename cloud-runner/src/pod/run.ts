import { namesIn } from '@mayfly/shared/automation/names.ts';
import { play } from '@mayfly/shared/player/play.ts';
import { pause } from '@mayfly/shared/player/abort.ts';
import { EngineError } from '@mayfly/shared/base/errors.ts';
import { writeProgress, writeReport } from '@mayfly/shared/report/read-report.ts';
import { redactOutcome } from '@mayfly/shared/report/redact-outcome.ts';
import { Redactor } from '@mayfly/shared/report/redact.ts';
import { reportVersion } from '@mayfly/shared/report/report.ts';
import { toReport } from '@mayfly/shared/report/to-report.ts';
import { fenceSummary, refusalsOf } from './fence-report.ts';
import { isUnmarked, markerOf } from './mark.ts';
import { outboxOf } from './outbox.ts';
import { pictureTaker } from './pictures.ts';
import { revealFrom } from './reveal.ts';
import { rulesFromGrant } from './fence/rules.ts';
import { installCookies, readCookies } from './session/cookies.ts';
import { installStorage } from './session/local-storage.ts';
import { dropSessions } from './session/drop.ts';
import { renewedBody, sealRenewal } from './session/renew.ts';
import { whyCutShort } from './cut-short.ts';
import { tellEnd } from './end.ts';
import type { Outcome } from '@mayfly/shared/player/outcome.ts';
import type { PictureOf } from '@mayfly/shared/player/play-context.ts';
import type { Sealed } from '@mayfly/shared/envelope/seal.ts';
import type { Report } from '@mayfly/shared/report/report.ts';
import type { Browser } from 'puppeteer-core';
import type { Self } from './birth.ts';
import type { Released } from './claim.ts';
import type { Contents } from './contents.ts';
import type { Doors } from './doors.ts';
import type { Fence } from './fence/fence.ts';
import type { Outbox } from './outbox.ts';
import type { Marker } from './mark.ts';
import type { PictureTaker } from './pictures.ts';
import type { FenceFacts } from './proof.ts';
import type { Stopping } from './stopping.ts';

/** Everything with which one attempt is run. */
export type Attempt = {
  readonly self: Self;
  readonly doors: Doors;
  readonly released: Released;
  readonly contents: Contents;
  readonly browser: Browser;
  readonly fence: Fence;
  readonly facts: FenceFacts;
  readonly stopping: Stopping;
  /** Throws `fence-not-proved` where the pod itself could reach of late what it must not. */
  readonly checkReach: () => Promise<void>;
};

/**
 * Plays the automation within its grant, seals what became of it, and tells the end: the report first, so that an end
 * never names what is not stored. Throws `evicted`, or why the mark was not to be had, where nothing was written yet:
 * another attempt plays it all.
 */
export async function runAttempt(attempt: Attempt): Promise<void> {
  const { self, doors, released, contents, browser, fence, stopping } = attempt;
  const { certificate } = released;
  const startedAt = Date.now();
  const outbox = outboxOf(doors.service, self.sign, certificate);
  const marker = markerOf(doors.broker, self.anchor, released, attempt.checkReach);
  const redactor = redactorOf(contents);
  fence.grant(rulesFromGrant(contents.grant), marker.ask, (value) =>
    redactor.learn('cookie', value),
  );
  await installSessions(browser, contents);
  const pictures = pictureTaker(outbox, redactor);
  const outcomes = await playAll(attempt, outbox, redactor, pictures, marker);
  await allAnswered(fence, stopping);
  const cut = await whyCutShort(doors.broker, certificate.run, stopping, outcomes);
  if (cut === 'evicted' && !(await marker.settled())) throw new EngineError('evicted');
  const endedUnmarked = outcomes.some(({ error }) => error?.code === 'mark-refused');
  const hindered = endedUnmarked && cut === undefined ? marker.hindered() : undefined;
  if (hindered && (await isUnmarked(doors.broker, certificate.run))) throw hindered;
  const isSignedOut = outcomes.some(({ error }) => error?.code === 'session-expired');
  const renewals = isSignedOut || !browser.connected ? [] : await renew(attempt, outbox);
  const report = toReport(
    {
      run: certificate.run,
      attempt: certificate.attempt,
      automation: automationOf(contents),
      startedAt,
      endedAt: Date.now(),
      fence: fenceSummary(fence, attempt.facts),
      artifacts: [...pictures.artifacts],
      renewals: renewals.map(({ id, header }) => ({ subject: header.subject, id })),
      throughLetterbox: false,
      outcomes,
      isUnknown: fence.log.unanswered > 0 || cut === 'evicted',
      ...(cut === 'canceled' || cut === 'timed-out' ? { stopped: cut } : {}),
    },
    redactor,
  );
  const id = await outbox.report(writeReport(report));
  await tellEnd(doors.broker, self.sign, certificate, { ...endOf(report), report: id, renewals });
}

async function playAll(
  { released, contents, browser, fence, stopping }: Attempt,
  outbox: Outbox,
  redactor: Redactor,
  pictures: PictureTaker,
  marker: Marker,
): Promise<Outcome[]> {
  const { run, attempt } = released.certificate;
  const of = contents.automation.steps.length;
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  const outcomes: Outcome[] = [];
  const context = {
    page,
    signal: stopping.signal,
    now: Date.now,
    reveal: revealFrom(contents),
    hasSession: contents.sessions.length > 0,
    dropSession: () => dropSessions(browser, page, contents.grant.origins),
    canSignIn: canSignIn(contents),
    // The fence asks for the mark itself, before the first write that it lets pass.
    mark: async () => undefined,
    hasWritten: marker.isMarked,
    // A cookie that was rotated during the step may stand on the page by now.
    onPicture: async (of: PictureOf) => {
      await learnCookies(browser, redactor);
      return pictures.take(of);
    },
    fenceLog: { refused: () => refusalsOf(fence.log.refused) },
  };
  for await (const outcome of play(contents.automation, context)) {
    outcomes.push(outcome);
    await learnCookies(browser, redactor);
    const told = redactOutcome(outcome, redactor);
    outbox.progress(
      outcome.step,
      of,
      writeProgress({ v: reportVersion, run, attempt, of, outcome: told }),
    );
  }
  return outcomes;
}

/** Whether the secrets and inputs that signing in enters are there. */
function canSignIn({ automation, secrets, inputs }: Contents): boolean {
  const { steps, signIn } = automation;
  const entered = namesIn(steps.filter(({ id }) => signIn?.steps.includes(id)));
  return (
    [...entered.secrets].every((name) => secrets.has(name)) &&
    [...entered.inputs].every((name) => Object.hasOwn(inputs, name))
  );
}

/** Hides what the pod was given, and what the site gives it on the way. */
function redactorOf({ sessions, secrets, inputs }: Contents): Redactor {
  const redactor = new Redactor();
  for (const { value } of secrets.values()) redactor.learn('secret', value);
  for (const value of Object.values(inputs)) redactor.learn('input', value);
  for (const { body } of sessions) {
    for (const { value } of body.cookies) redactor.learn('cookie', value);
    for (const { entries } of body.localStorage) {
      for (const value of Object.values(entries)) redactor.learn('cookie', value);
    }
  }
  return redactor;
}

/** Nothing more is learned from a browser that is gone. */
async function learnCookies(browser: Browser, redactor: Redactor): Promise<void> {
  if (!browser.connected) return;
  for (const { value } of await readCookies(browser)) redactor.learn('cookie', value);
}

async function installSessions(browser: Browser, { sessions }: Contents): Promise<void> {
  for (const { body } of sessions) {
    await installCookies(browser, body.cookies, body.origins);
    await installStorage(browser, body.localStorage);
  }
}

/** Seals and stores each session that the site renewed, where the grant says that it may. */
async function renew({ self, contents, browser }: Attempt, outbox: Outbox): Promise<Sealed[]> {
  if (!contents.grant.renew) return [];
  const renewals: Sealed[] = [];
  for (const given of contents.sessions) {
    const body = await renewedBody(browser, given.body);
    if (!body) continue;
    const sealed = sealRenewal(given, body, self.sign, Date.now());
    await outbox.store(sealed);
    renewals.push(sealed);
  }
  return renewals;
}

/** How long a site may take to answer a change after the last step, in ms; less when the run is made to end. */
const answerMs = { usual: 5_000, stopping: 1_000 };

/** Waits until every change that was sent is answered, for a while. */
async function allAnswered({ log }: Fence, { reason }: Stopping): Promise<void> {
  const until = Date.now() + (reason() ? answerMs.stopping : answerMs.usual);
  while (log.unanswered > 0 && Date.now() < until) await pause(50, new AbortController().signal);
}

function automationOf({ automation, grant }: Contents): Report['automation'] {
  const [id] = grant.automations;
  if (!id) throw new TypeError('a grant without an automation');
  return { id, name: automation.name, version: automation.changed.version };
}

function endOf({ status, code, step }: Report) {
  return { status, ...(code ? { code } : {}), ...(step === undefined ? {} : { step }) };
}

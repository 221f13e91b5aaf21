import { looksLikeSignIn } from '../automation/sign-in.ts';
import { bareAddress } from '../base/address.ts';
import { StepError } from '../base/errors.ts';
import type { StepCode } from '../base/errors.ts';
import { isChange } from './blame.ts';
import type { Blame } from './blame.ts';
import { StepFailure } from './failure.ts';
import type { Refusal } from './play-context.ts';
import type { SeenDialog } from './stage.ts';

/** What happened while a step was played, besides what it threw. */
export type Happened = {
  readonly dialogs: readonly SeenDialog[];
  readonly refused: readonly Refusal[];
  readonly downloaded: readonly string[];
  /** The page's address afterwards. */
  readonly address: string;
  /** Whether the run was given a session. */
  readonly hasSession: boolean;
};

/** What a page that was refused a request of its own may well fail to show. */
const notShown: ReadonlySet<StepCode> = new Set(['target-not-found', 'check-failed', 'timed-out']);

/** Why a step failed; `undefined`: it did not. What the fence refused explains more than what the page made of it. */
export function reasonOf(error: unknown, happened: Happened, blame: Blame): StepError | undefined {
  const { dialogs, refused, downloaded } = happened;
  const caused = blame.causedBy(refused);
  if (caused) return writeRefused(caused);
  const page = refused.find((each) => isAt(each, happened.address));
  if (page) return pageRefused(page, happened);
  if (error !== undefined) return explained(asStepError(error), refused, blame);
  if (dialogs.some(({ kind }) => kind === 'confirm' || kind === 'prompt'))
    return new StepError('dialog-open');
  const [address] = downloaded;
  return address ? new StepFailure('download-refused', { address }) : undefined;
}

function explained(error: StepError, refused: readonly Refusal[], blame: Blame): StepError {
  const first = refused.find(({ why }) => why === 'origin' || why === 'address');
  if (error.code === 'site-unreachable' && first)
    return new StepFailure('origin-refused', { address: first.origin }, { cause: error });
  const own = notShown.has(error.code) ? blame.byThemselves : undefined;
  return own ? writeRefused(own, error) : error;
}

/** Whether what was refused is the page itself. */
function isAt({ origin, path, why }: Refusal, address: string): boolean {
  return !isChange(why) && origin + path === bareAddress(address);
}

/** Where not the permission but the site is at fault. */
const faults: Partial<Readonly<Record<Refusal['why'], StepCode>>> = {
  unreachable: 'site-unreachable',
  certificate: 'certificate-refused',
  'too-large': 'page-too-large',
};

/** A session that works does not lead to a sign-in page, least of all to one that nobody allowed. */
function pageRefused({ why }: Refusal, { address, hasSession }: Happened): StepError {
  const refused = hasSession && looksLikeSignIn(address) ? 'session-expired' : 'origin-refused';
  return new StepFailure(faults[why] ?? refused, { address: bareAddress(address) });
}

function writeRefused({ why, origin, path }: Refusal, cause?: StepError): StepError {
  const code = why === 'mark' ? 'mark-refused' : 'write-refused';
  return new StepFailure(code, { address: origin + path }, { cause });
}

/** Puppeteer's and Chromium's own errors, in our words; their messages may quote the page and stay behind. */
function asStepError(error: unknown): StepError {
  return error instanceof StepError ? error : new StepError('page-crashed', { cause: error });
}

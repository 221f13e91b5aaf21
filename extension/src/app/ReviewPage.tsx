import { useRef, useState } from 'react';
import { saveAndConfirm } from '../cloud/save.ts';
import { refreshHome } from '../cloud/refresh-home.ts';
import { startRun } from '../cloud/runs.ts';
import { discardDraft, discardEdit } from '../vault/drafts.ts';
import { hrefOf } from '../pages/routes.ts';
import { Review } from '../pages/Review.tsx';
import { automationOf } from '../review/proposal.ts';
import { limitsOf, sentenceOf, trialLimits } from '../review/choices.ts';
import { loadReview } from '../review/load.ts';
import { reviewView } from '../review/view.ts';
import { wordsOf } from '../ui/words-of.ts';
import { LoadState } from './LoadState.tsx';
import { showRoute } from './show-route.ts';
import { useLoad } from './use-load.ts';
import type { TypedSecret } from '../cloud/save.ts';
import type { ReviewChoices, ReviewView } from '../pages/review-view.ts';
import type { LoadedReview } from '../review/load.ts';
import type { ShellProps } from './shell-props.ts';

/** Agree on the limits of a recording, or of a change, and sign them. */
export function ReviewPage({ id, ...shell }: ShellProps & { id: string }) {
  const [load] = useLoad(() => loadReview(id), [id]);
  if (load.kind !== 'loaded') return <LoadState load={load} {...shell} />;
  return <LoadedPage id={id} loaded={load.value} {...shell} />;
}

function LoadedPage({ id, loaded, ...shell }: ShellProps & { id: string; loaded: LoadedReview }) {
  const [stage, setStage] = useState<ReviewView['stage']>({ kind: 'editing' });
  const [entered, setEntered] = useState<ReadonlySet<string>>(new Set());
  // What was typed as a secret lives here until it is sealed, and nowhere else.
  const secrets = useRef(new Map<string, string>());
  const { proposal, connection, around } = loaded;
  const [now] = useState(() => Date.now());
  const confirmation = (choices: ReviewChoices) => ({
    automation: automationOf(proposal, choices, Date.now()),
    limits: limitsOf(proposal, choices, around),
    typed: typedSecrets(loaded, choices, secrets.current),
    ...(proposal.before ? { before: proposal.before } : {}),
  });
  const attempt = (work: () => Promise<void>) => {
    setStage({ kind: 'saving' });
    work().catch((error: unknown) => setStage({ kind: 'failed', words: wordsOf(error) }));
  };
  return (
    <Review
      {...shell}
      view={reviewView(proposal, { signIns: around.signIns, entered, stage, now })}
      actions={{
        sentenceOf: (choices) => sentenceOf(connection, { proposal, choices, around }),
        onConfirm: (choices) =>
          attempt(async () => {
            const { subject } = await saveAndConfirm(connection, confirmation(choices));
            await discardDraft(id);
            await discardEdit(id);
            // What popup and pages show while the runner is away has it from now on.
            void refreshHome();
            showRoute({ page: 'automation', id: subject });
          }),
        onTry: (choices) =>
          attempt(async () => {
            const given = confirmation(choices);
            const limits = trialLimits(given.limits, Date.now());
            const trial = { ...given, limits, isTrial: true };
            const { grant } = await saveAndConfirm(connection, trial);
            const { run } = await startRun(connection, { grant, deadlineMs: limits.deadlineMs });
            // In a tab of its own: what was chosen here stays until it is confirmed.
            await chrome.tabs.create({
              url: `${location.pathname}${hrefOf({ page: 'run', id: run })}`,
            });
            setStage({ kind: 'editing' });
          }),
        onDiscard: () => attempt(() => discard(id)),
        onEnterSecret: (name, value) => {
          secrets.current.set(name, value);
          setEntered(new Set(secrets.current.keys()));
        },
        onAct: () => setStage({ kind: 'editing' }),
      }}
    />
  );
}

async function discard(id: string): Promise<void> {
  await discardDraft(id);
  await discardEdit(id);
  showRoute({ page: 'automations' });
}

/** Every secret that is to be sealed now: those entered here, and typed texts that become secrets. */
function typedSecrets(
  { proposal }: LoadedReview,
  choices: ReviewChoices,
  entered: ReadonlyMap<string, string>,
): TypedSecret[] {
  return proposal.fields.flatMap(({ name, value, stepId }): TypedSecret[] => {
    const typed = entered.get(name) ?? value;
    if (choices.typed[name] !== 'secret' || typed === undefined) return [];
    const step = proposal.steps.find((one) => one.id === stepId);
    const page = step?.page && new URL(step.page).origin;
    return [{ name, value: typed, origins: page ? [page] : [...choices.sites] }];
  });
}

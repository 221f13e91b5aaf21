import { FileCheck, OctagonX, Play, Signature } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './Review.module.css';
import type { ReviewActions, ReviewChoices, ReviewView } from './review-view.ts';
import { strings } from './strings.ts';

const words = strings.review;

type ReviewConfirmProps = { view: ReviewView; choices: ReviewChoices; actions: ReviewActions };

/** The one sentence of the grant, and the button that signs it. */
export function ReviewConfirm({ view, choices, actions }: ReviewConfirmProps) {
  const [discarding, setDiscarding] = useState(false);
  const saving = view.stage.kind === 'saving';
  const incomplete = choices.name.trim() === '' || choices.sites.length === 0;
  return (
    <div className={styles['confirm']}>
      <Notice tone="run" icon={FileCheck} title={words.sentence}>
        <p className={styles['sentence']}>{actions.sentenceOf(choices)}</p>
      </Notice>
      {view.stage.kind === 'failed' && (
        <Notice
          tone="bad"
          icon={OctagonX}
          title={view.stage.words.title}
          alert
          action={
            view.stage.words.button && (
              <Button size="small" onClick={actions.onAct}>
                {view.stage.words.button}
              </Button>
            )
          }
        >
          {view.stage.words.sentence}
        </Notice>
      )}
      <Button
        kind="primary"
        size="large"
        wide
        icon={Signature}
        disabled={saving || incomplete}
        onClick={() => actions.onConfirm(choices)}
      >
        {saving ? words.saving : words.confirm}
      </Button>
      <div className="row">
        <Button
          className="grow"
          icon={Play}
          disabled={saving}
          onClick={() => actions.onTry(choices)}
        >
          {words.tryFirst}
        </Button>
        <Button kind="quiet" disabled={saving} onClick={() => setDiscarding(true)}>
          {words.discard}
        </Button>
      </div>
      <p className="small faint">
        {words.signs} {words.draft}
      </p>
      {discarding && (
        <Dialog
          title={words.discardTitle}
          onClose={() => setDiscarding(false)}
          actions={
            <>
              <Button onClick={() => setDiscarding(false)}>{words.keepDraft}</Button>
              <Button kind="danger" onClick={actions.onDiscard}>
                {words.discard}
              </Button>
            </>
          }
        >
          <p className="dim">{words.discardMore(view.steps)}</p>
        </Dialog>
      )}
    </div>
  );
}

import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Notice } from '../ui/Notice.tsx';
import { SentenceText } from '../ui/SentenceText.tsx';
import { Card, CardList, CardRow } from '../ui/Card.tsx';
import { plain } from '../ui/sentence.ts';
import { useTitle } from '../ui/use-title.ts';
import { Page } from './Page.tsx';
import styles from './Review.module.css';
import type { ReviewPart } from './review-part.ts';
import type { ReviewActions, ReviewView } from './review-view.ts';
import { ReviewConfirm } from './ReviewConfirm.tsx';
import { ReviewLimits } from './ReviewLimits.tsx';
import { ReviewSites } from './ReviewSites.tsx';
import { ReviewTyped } from './ReviewTyped.tsx';
import { ReviewWrites } from './ReviewWrites.tsx';
import { hrefOf } from './routes.ts';
import type { ShellActions, ShellView } from './shell-view.ts';
import { strings } from './strings.ts';

type ReviewProps = {
  shell: ShellView;
  shellActions: ShellActions;
  view: ReviewView;
  actions: ReviewActions;
};

const words = strings.review;

/** Agree on the limits: a page, and never a toast. What is confirmed here is signed as the grant. */
export function Review({ shell, shellActions, view, actions }: ReviewProps) {
  const [choices, setChoices] = useState(view.choices);
  const title = view.before ? words.titleChange : words.title;
  useTitle(title, choices.name);
  const part: ReviewPart = {
    view,
    choices,
    onChange: (change) => setChoices((before) => ({ ...before, ...change })),
  };
  return (
    <Page
      shell={shell}
      shellActions={shellActions}
      current="automations"
      crumbs={[
        { word: strings.shell.automations, href: hrefOf({ page: 'automations' }) },
        { word: view.before ? choices.name : words.newRecording },
        { word: words.crumb },
      ]}
      title={title}
      lead={words.lead}
    >
      <div className={styles['columns']}>
        <div className={styles['column']}>
          {view.partial && (
            <Notice tone="warn" icon={TriangleAlert} title={words.partial}>
              {words.partialMore}
            </Notice>
          )}
          {view.before && <Difference {...view.before} />}
          <ReviewSites {...part} />
          <ReviewWrites {...part} />
          <ReviewTyped {...part} onEnterSecret={actions.onEnterSecret} />
        </div>
        <div className={styles['column']}>
          <ReviewLimits {...part} />
          <ReviewConfirm view={view} choices={choices} actions={actions} />
        </div>
      </div>
    </Page>
  );
}

function Difference({ version, difference }: NonNullable<ReviewView['before']>) {
  return (
    <Card title={words.difference} aside={words.differenceFrom(version)}>
      <CardList>
        {difference.length === 0 && <CardRow>{words.noDifference}</CardRow>}
        {difference.map((line) => (
          <CardRow key={plain(line)}>
            <span>
              <SentenceText of={line} />
            </span>
          </CardRow>
        ))}
      </CardList>
    </Card>
  );
}

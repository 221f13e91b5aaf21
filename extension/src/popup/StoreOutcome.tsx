import {
  CircleCheck,
  CircleDashed,
  Info,
  KeyRound,
  LaptopMinimalCheck,
  Loader,
  OctagonX,
} from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { useClock } from '../ui/clock.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './popup.module.css';
import type { StoreCookiesView, StoreStage } from './store-cookies-view.ts';
import type { StoreCookiesActions } from './StoreCookies.tsx';
import { cookies } from './strings/cookies.ts';

type Stage = Exclude<StoreStage, { kind: 'choosing' }>;

type StoreOutcomeProps = {
  stage: Stage;
  unused: StoreCookiesView['unused'];
  actions: StoreCookiesActions;
};

/** Most automations that are offered to use what was stored. */
const mostOffered = 3;

/** What storing has come to, and the one thing to do next. */
export function StoreOutcome({ stage, unused, actions }: StoreOutcomeProps) {
  const words = cookies;
  if (stage.kind === 'reading') return <p className="dim">{words.reading}</p>;
  const again = stage.kind === 'refused' || stage.kind === 'failed';
  const waiting = stage.kind === 'locking' || stage.kind === 'trying';
  const offered = stage.kind === 'stored' && stage.works !== false ? unused : [];
  return (
    <div className={styles['form']}>
      <StageNotice stage={stage} />
      {offered.slice(0, mostOffered).map(({ id, name }, place) => (
        <Button
          key={id}
          kind={place === 0 ? 'primary' : 'plain'}
          size="large"
          wide
          icon={KeyRound}
          onClick={() => actions.onUse(id)}
        >
          {words.forUseIn(name)}
        </Button>
      ))}
      {!waiting && (
        <Button
          kind={offered.length > 0 ? 'plain' : 'primary'}
          size="large"
          wide
          onClick={again ? actions.onAskAgain : actions.onBack}
        >
          {again ? (stage.kind === 'failed' && stage.words.button) || words.askAgain : words.done}
        </Button>
      )}
    </div>
  );
}

function StageNotice({ stage }: { stage: Exclude<Stage, { kind: 'reading' }> }) {
  const { now } = useClock();
  const words = cookies;
  switch (stage.kind) {
    case 'refused':
      return (
        <Notice tone="warn" icon={Info} title={words.refused} alert>
          {words.refusedMore}
        </Notice>
      );
    case 'none':
      return (
        <Notice icon={Info} title={words.none}>
          {words.noneMore}
        </Notice>
      );
    case 'locking':
      return <Notice tone="run" icon={Loader} title={words.locking} />;
    case 'trying':
      return (
        <Notice tone="run" icon={Loader} title={words.trying}>
          {words.tryingMore(Math.max(0, Math.round((now - stage.since) / 1000)))}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="bad" icon={OctagonX} title={stage.words.title} alert>
          {stage.words.sentence}
        </Notice>
      );
    case 'stored':
      return <StoredNotice {...stage} />;
  }
}

function StoredNotice({ works, why, changed }: Extract<StoreStage, { kind: 'stored' }>) {
  const words = cookies;
  const news = changed && words.resynced(changed.added, changed.gone);
  if (works === false) {
    return (
      <Notice tone="bad" icon={LaptopMinimalCheck} title={words.signedOut} alert>
        {words.signedOutMore} {news}
      </Notice>
    );
  }
  const look = works ? ({ tone: 'ok', icon: CircleCheck } as const) : { icon: CircleDashed };
  return (
    <Notice {...look} title={works ? words.works : words.untried}>
      {works ? words.worksMore : words.untriedMore(why)} {news}
    </Notice>
  );
}

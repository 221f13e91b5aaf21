import { lazy, Suspense } from 'react';
import { ArrowUpRight, Cookie, PlugZap, Settings, Square, Unplug } from 'lucide-react';
import { Button, ButtonEnd, IconButton, RecordingDot } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { useClock } from '../ui/clock.tsx';
import { when } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { useTitle } from '../ui/use-title.ts';
import type { HomeView } from './home-view.ts';
import { HomeSiteCard } from './HomeSiteCard.tsx';
import { PopupFrame, PopupPart } from './PopupFrame.tsx';
import styles from './popup.module.css';
import { frame, home } from './strings/home.ts';

/** What lies below the buttons comes a moment after them. */
const HomeBelow = lazy(async () => ({ default: (await import('./HomeBelow.tsx')).HomeBelow }));
const HomeNotices = lazy(async () => ({
  default: (await import('./HomeNotices.tsx')).HomeNotices,
}));

/** What can be started from the popup's first screen. */
export type HomeActions = {
  onRecord: () => void;
  onStopAndReview: () => void;
  onStoreCookies: () => void;
  onResync: () => void;
  onRun: (automationId: string) => void;
  onOpenRun: (runId: string) => void;
  onOpenMayfly: () => void;
  onOpenSettings: () => void;
  onOpenSignIns: () => void;
  onUnlock: () => void;
};

/** Start on this site: record, store cookies, run. */
export function Home({ view, actions }: { view: HomeView; actions: HomeActions }) {
  const { zone } = useClock();
  useTitle(view.site.kind === 'site' ? view.site.host : home.notRecordable);
  const away = view.runner === 'away';
  const isNews = view.news !== undefined && view.news.length > 0;
  return (
    <PopupFrame
      status={<RunnerAndSettings away={away} onOpenSettings={actions.onOpenSettings} />}
      foot={
        <>
          <Button
            kind="quiet"
            size="small"
            className={styles['open']}
            onClick={actions.onOpenMayfly}
          >
            {frame.open}
            <Icon of={ArrowUpRight} size={14} />
          </Button>
          <span className="grow" />
          <span className="small faint">{frame.zone(zone)}</span>
        </>
      }
    >
      {(away || isNews) && (
        <Suspense>
          <HomeNotices
            view={view}
            onOpenSignIns={actions.onOpenSignIns}
            onUnlock={actions.onUnlock}
          />
        </Suspense>
      )}
      <PopupPart>
        <HomeSiteCard site={view.site} away={away} onResync={actions.onResync} />
      </PopupPart>
      <PopupPart>
        <div className={styles['buttons']}>
          <RecordButton view={view} actions={actions} />
          <StoreButton view={view} away={away} onStoreCookies={actions.onStoreCookies} />
        </div>
      </PopupPart>
      <Suspense>
        <HomeBelow view={view} away={away} actions={actions} />
      </Suspense>
    </PopupFrame>
  );
}

function RunnerAndSettings({
  away,
  onOpenSettings,
}: {
  away: boolean;
  onOpenSettings: () => void;
}) {
  return (
    <>
      <Chip>
        <Icon of={away ? Unplug : PlugZap} size={14} tone={away ? 'bad' : 'ok'} />
        {away ? frame.away : frame.connected}
      </Chip>
      <IconButton icon={Settings} label={frame.settings} onClick={onOpenSettings} />
    </>
  );
}

function RecordButton({ view, actions }: { view: HomeView; actions: HomeActions }) {
  const key = view.shortcut && <kbd>{view.shortcut}</kbd>;
  if (view.recording) {
    return (
      <Button kind="primary" size="large" wide icon={Square} onClick={actions.onStopAndReview}>
        {home.stop}
        <ButtonEnd>{home.recorded(view.recording.steps)}</ButtonEnd>
      </Button>
    );
  }
  const cannot = view.site.kind === 'not-recordable';
  return (
    <Button kind="primary" size="large" wide disabled={cannot} onClick={actions.onRecord}>
      <RecordingDot />
      {home.record}
      <ButtonEnd>{key}</ButtonEnd>
    </Button>
  );
}

type StoreButtonProps = { view: HomeView; away: boolean; onStoreCookies: () => void };

function StoreButton({ view, away, onStoreCookies }: StoreButtonProps) {
  const clock = useClock();
  const stored = view.site.kind === 'site' ? view.site.signIn?.storedAt : undefined;
  const disabled = away || view.site.kind === 'not-recordable';
  return (
    <Button size="large" wide icon={Cookie} disabled={disabled} onClick={onStoreCookies}>
      {home.store}
      <ButtonEnd>{stored !== undefined && when(stored, clock)}</ButtonEnd>
    </Button>
  );
}

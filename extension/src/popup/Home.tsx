import { ArrowUpRight, Cookie, PlugZap, Settings, Square, Unplug } from 'lucide-react';
import { Button, ButtonEnd, IconButton, RecordingDot } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { useClock } from '../ui/clock.tsx';
import { when } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import type { HomeView } from './home-view.ts';
import { HomeAutomations, HomeRuns } from './HomeLists.tsx';
import { HomeSiteCard } from './HomeSiteCard.tsx';
import { PopupFrame, PopupPart } from './PopupFrame.tsx';
import styles from './popup.module.css';
import { strings } from './strings.ts';

export type HomeActions = {
  onRecord: () => void;
  onStopAndReview: () => void;
  onStoreCookies: () => void;
  onResync: () => void;
  onRun: (automationId: string) => void;
  onOpenRun: (runId: string) => void;
  onOpenMayfly: () => void;
  onOpenSettings: () => void;
};

/** Start on this site: record, store cookies, run. */
export function Home({ view, actions }: { view: HomeView; actions: HomeActions }) {
  const { zone } = useClock();
  useTitle(view.site.kind === 'site' ? view.site.host : strings.home.notRecordable);
  const away = view.runner === 'away';
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
            {strings.open}
            <Icon of={ArrowUpRight} size={14} />
          </Button>
          <span className="grow" />
          <span className="small faint">{strings.zone(zone)}</span>
        </>
      }
    >
      {away && (
        <PopupPart>
          <Notice tone="bad" icon={Unplug} title={strings.home.awayTitle} alert>
            {strings.home.awayMore}
          </Notice>
        </PopupPart>
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
      {view.site.kind === 'site' && (
        <HomeAutomations automations={view.automations} away={away} onRun={actions.onRun} />
      )}
      <HomeRuns runs={view.runs} onOpenRun={actions.onOpenRun} />
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
        {away ? strings.away : strings.connected}
      </Chip>
      <IconButton icon={Settings} label={strings.settings} onClick={onOpenSettings} />
    </>
  );
}

function RecordButton({ view, actions }: { view: HomeView; actions: HomeActions }) {
  const key = view.shortcut && <kbd>{view.shortcut}</kbd>;
  if (view.recording) {
    return (
      <Button kind="primary" size="large" wide icon={Square} onClick={actions.onStopAndReview}>
        {strings.home.stop}
        <ButtonEnd>{strings.home.recorded(view.recording.steps)}</ButtonEnd>
      </Button>
    );
  }
  const cannot = view.site.kind === 'not-recordable';
  return (
    <Button kind="primary" size="large" wide disabled={cannot} onClick={actions.onRecord}>
      <RecordingDot />
      {strings.home.record}
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
      {strings.home.store}
      <ButtonEnd>{stored !== undefined && when(stored, clock)}</ButtonEnd>
    </Button>
  );
}

import { Pause, Play, Redo2, Square, Undo2 } from 'lucide-react';
import { Button, ButtonEnd, IconButton, RecordingDot } from '../ui/Button.tsx';
import { useClock } from '../ui/clock.tsx';
import { stopwatch } from '../ui/format.ts';
import { SiteTile } from '../ui/SiteTile.tsx';
import { classNames } from '../ui/class-names.ts';
import { useTitle } from '../ui/use-title.ts';
import styles from './panel.module.css';
import { PanelFrame } from './PanelFrame.tsx';
import { RecordedSteps } from './RecordedSteps.tsx';
import type { RecordingActions, RecordingView } from './recording-view.ts';
import { RecordingNotices } from './RecordingNotices.tsx';
import { RecordingTools } from './RecordingTools.tsx';
import { strings } from './strings.ts';

const words = strings.recording;

type RecordingProps = { view: RecordingView; actions: RecordingActions };

/** Shows, act by act, that it was understood. */
export function Recording({ view, actions }: RecordingProps) {
  const going = view.state.kind === 'recording';
  useTitle(going ? words.recording : words.paused, view.hosts[0]);
  return (
    <PanelFrame
      striped={!going}
      header={<RecordingHeader {...{ view, actions }} />}
      tools={
        going && <RecordingTools tool={view.tool} onTool={actions.onTool} onAdd={actions.onAdd} />
      }
      bar={<RecordingBar {...{ view, actions }} />}
    >
      {view.steps.length === 0 && (
        <p className={classNames(styles['empty'], 'dim')}>{words.empty}</p>
      )}
      <RecordedSteps steps={view.steps} onRemove={actions.onRemove} />
      <RecordingNotices {...{ view, actions }} />
      <div key={`${view.steps.length} ${view.state.kind}`} ref={reveal} />
    </PanelFrame>
  );
}

/** Brings what was added last into view. */
function reveal(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function RecordingHeader({ view, actions }: RecordingProps) {
  const { now } = useClock();
  const going = view.state.kind === 'recording';
  return (
    <>
      <div className="row">
        {going && <RecordingDot />}
        <h1>{going ? words.recording : words.paused}</h1>
        <span className="num dim">{stopwatch(Math.max(0, now - view.startedAt))}</span>
        <span className="grow" />
        <IconButton
          icon={Undo2}
          label={words.undo}
          disabled={!view.canUndo}
          onClick={actions.onUndo}
        />
        <IconButton
          icon={Redo2}
          label={words.redo}
          disabled={!view.canRedo}
          onClick={actions.onRedo}
        />
      </div>
      <div className={classNames(styles['sites'], 'row small dim')}>
        {view.hosts[0] && <SiteTile host={view.hosts[0]} size={18} />}
        <span className="cut grow">{view.hosts.join(', ')}</span>
        <span className="num">{words.steps(view.steps.length)}</span>
      </div>
    </>
  );
}

function RecordingBar({ view, actions }: RecordingProps) {
  const paused = view.state.kind === 'paused';
  return (
    <>
      {view.state.kind !== 'other-site' && (
        <Button
          size="large"
          icon={paused ? Play : Pause}
          onClick={paused ? actions.onResume : actions.onPause}
        >
          {paused ? words.resume : words.pause}
        </Button>
      )}
      <Button kind="primary" size="large" icon={Square} onClick={actions.onStop}>
        {words.stop}
        <ButtonEnd>{view.shortcut && <kbd>{view.shortcut}</kbd>}</ButtonEnd>
      </Button>
    </>
  );
}

import { Pause, Route, Target, WandSparkles } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './panel.module.css';
import type { PageStep, RecordingActions, RecordingTool, RecordingView } from './recording-view.ts';
import { strings } from './strings.ts';

const words = strings.recording;

/** What a tool offers besides a click on the page. */
const choices = {
  table: [],
  check: ['check-address', 'check-title'],
  wait: ['wait-address', 'wait-time'],
} as const satisfies Record<RecordingTool, readonly PageStep[]>;

type RecordingNoticesProps = { view: RecordingView; actions: RecordingActions };

/** What the recording has to say below its steps: paused, elsewhere, a tool that waits, a suggestion. */
export function RecordingNotices({ view, actions }: RecordingNoticesProps) {
  const { state, tool, pages } = view;
  const going = state.kind === 'recording';
  if (going && !tool && !pages) return undefined;
  return (
    <div className={styles['notices']}>
      {state.kind === 'paused' && (
        <Notice icon={Pause} title={words.paused}>
          {words.pausedMore}
        </Notice>
      )}
      {state.kind === 'other-site' && <OtherSite host={state.host} actions={actions} />}
      {going && tool && (
        <Notice
          tone="run"
          icon={Target}
          action={
            <Button size="small" onClick={() => actions.onTool(undefined)}>
              {words.stopPicking}
            </Button>
          }
        >
          {words.picking[tool]}
        </Notice>
      )}
      {going && tool && choices[tool].length > 0 && (
        <div className="row wrap">
          {choices[tool].map((step) => (
            <Button key={step} size="small" onClick={() => actions.onAdd(step)}>
              {words.adding[step]}
            </Button>
          ))}
        </div>
      )}
      {going && pages && (
        <Notice icon={WandSparkles}>
          {words.pages(...pages)}{' '}
          <button type="button" className={styles['suggestion']} onClick={actions.onReadAllPages}>
            {words.readAll}
          </button>{' '}
          {words.or}{' '}
          <button type="button" className={styles['suggestion']} onClick={actions.onKeepPages}>
            {words.keep}
          </button>
        </Notice>
      )}
    </div>
  );
}

type OtherSiteProps = { host: string | undefined; actions: RecordingActions };

function OtherSite({ host, actions }: OtherSiteProps) {
  const title = host === undefined ? words.unknownSite : words.otherSite(host);
  return (
    <>
      <Notice tone="warn" icon={Route} title={title} alert>
        {host === undefined ? words.unknownSiteMore : words.otherSiteMore}
      </Notice>
      <div className="row">
        {host !== undefined && <Button onClick={actions.onAllowSite}>{words.allowToo}</Button>}
        <Button kind="quiet" onClick={actions.onLeaveOut}>
          {words.leaveOut}
        </Button>
      </div>
    </>
  );
}

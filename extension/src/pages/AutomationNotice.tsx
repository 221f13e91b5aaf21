import { GitFork, Info, OctagonX, Pencil } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './Automation.module.css';
import type { AutomationActions, AutomationView } from './automation-view.ts';
import { strings } from './strings.ts';

const words = strings.automation;

type AutomationNoticeProps = { view: AutomationView; actions: AutomationActions };

/** How far what is shown is from what runs: changed, saved, in conflict; and what could not be saved. */
export function AutomationNotice({ view, actions }: AutomationNoticeProps) {
  const { state, stage } = view;
  if (stage.kind === 'failed') {
    return (
      <div className={styles['notice']}>
        <Notice tone="bad" icon={OctagonX} title={stage.words.title} alert>
          {stage.words.sentence}
        </Notice>
      </div>
    );
  }
  if (state.kind === 'in-force') return undefined;
  return (
    <div className={styles['notice']}>
      <StateNotice view={view} actions={actions} />
    </div>
  );
}

function StateNotice({ view: { state, version = 0 }, actions }: AutomationNoticeProps) {
  switch (state.kind) {
    case 'changed':
      return (
        <Notice
          tone="run"
          icon={Pencil}
          title={words.changed(state.steps)}
          action={
            <Button size="small" onClick={actions.onUndo}>
              {words.undo}
            </Button>
          }
        >
          {words.changedMore(version)}
        </Notice>
      );
    case 'saved':
      return (
        <Notice tone="warn" icon={Info}>
          {words.saved(state.version, version)}
        </Notice>
      );
    case 'conflict':
      return (
        <Notice
          tone="warn"
          icon={GitFork}
          title={words.conflict(state.device)}
          action={
            <span className="row">
              <Button size="small" onClick={() => actions.onResolve('mine')}>
                {words.keepMine}
              </Button>
              <Button size="small" onClick={() => actions.onResolve('other')}>
                {words.keepOther(state.device)}
              </Button>
            </span>
          }
        >
          {words.conflictMore}
        </Notice>
      );
    default:
      return (
        <Notice tone="run" icon={Info} title={words.draft}>
          {words.draftMore}
        </Notice>
      );
  }
}

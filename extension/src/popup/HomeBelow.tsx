import { LockKeyhole } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import type { HomeActions } from './Home.tsx';
import type { HomeView } from './home-view.ts';
import { HomeLists } from './HomeLists.tsx';
import { PopupPart } from './PopupFrame.tsx';
import { below } from './strings/below.ts';

type HomeBelowProps = { view: HomeView; away: boolean; actions: HomeActions };

/** Automations and runs; or why there are none to see yet. */
export function HomeBelow({ view, away, actions }: HomeBelowProps) {
  const { onRun, onOpenRun, onUnlock } = actions;
  const { known = 'yes' } = view;
  if (known === 'yes') return <HomeLists {...{ view, away, onRun, onOpenRun }} />;
  if (known === 'asking') {
    return (
      <PopupPart>
        <p className="small dim">{below.asking}</p>
      </PopupPart>
    );
  }
  return (
    <PopupPart>
      <Notice
        icon={LockKeyhole}
        title={below.lockedTitle}
        action={
          <Button size="small" onClick={onUnlock}>
            {below.unlock}
          </Button>
        }
      >
        {below.lockedMore}
      </Notice>
    </PopupPart>
  );
}

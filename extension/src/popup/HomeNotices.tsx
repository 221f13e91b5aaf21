import { Hourglass, LogOut, Unplug } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import type { Clock } from '../ui/clock.tsx';
import { useClock } from '../ui/clock.tsx';
import { ahead, day, whenInside } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import type { HomeNews, HomeView } from './home-view.ts';
import { PopupPart } from './PopupFrame.tsx';
import { below } from './strings/below.ts';

type HomeNoticesProps = { view: HomeView; onOpenSignIns: () => void; onUnlock: () => void };

/** What stands above everything else: the runner is away, or something needs the person. */
export function HomeNotices({ view, onOpenSignIns, onUnlock }: HomeNoticesProps) {
  const clock = useClock();
  const [first] = view.news ?? [];
  const { asOf } = view;
  return (
    <>
      {view.runner === 'away' && (
        <PopupPart>
          <Notice tone="bad" icon={Unplug} title={below.awayTitle} alert>
            {below.awayMore}{' '}
            {asOf !== undefined && asOf > 0 && `${below.asOf(whenInside(asOf, clock))}.`}
          </Notice>
        </PopupPart>
      )}
      {first && (
        <PopupPart>
          <Notice
            tone={first.kind === 'signed-out' ? 'bad' : 'warn'}
            icon={first.kind === 'signed-out' ? LogOut : Hourglass}
            title={sayNews(first, clock)}
            action={
              <Button size="small" onClick={first.kind === 'fresh' ? onUnlock : onOpenSignIns}>
                {first.kind === 'fresh' ? below.unlock : below.signIns}
              </Button>
            }
          />
        </PopupPart>
      )}
    </>
  );
}

function sayNews(news: HomeNews, clock: Clock): string {
  switch (news.kind) {
    case 'expires':
      return below.expires(news.host, ahead(news.at, clock));
    case 'signed-out':
      return below.signedOut(news.host);
    case 'fresh':
      return below.fresh(day(news.by, clock.zone, 'long'), news.schedules);
  }
}

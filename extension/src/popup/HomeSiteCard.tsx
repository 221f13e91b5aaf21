import { CircleSlash, Cookie, RefreshCw } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { useClock } from '../ui/clock.tsx';
import { Icon } from '../ui/Icon.tsx';
import { sayHealth } from '../ui/sign-in-health.ts';
import { SiteTile } from '../ui/SiteTile.tsx';
import { toneClass } from '../ui/tone.ts';
import type { HomeSite } from './home-view.ts';
import { NotRecordable } from './NotRecordable.tsx';
import styles from './popup.module.css';
import { home } from './strings/home.ts';

type HomeSiteCardProps = { site: HomeSite; away: boolean; onResync: () => void };

/** The site of the tab, and how its stored sign-in stands. */
export function HomeSiteCard({ site, away, onResync }: HomeSiteCardProps) {
  const clock = useClock();
  if (site.kind === 'not-recordable') return <NotRecordable />;
  const health = site.signIn && sayHealth(site.signIn.health, clock);
  return (
    <div className={styles['site']}>
      <SiteTile host={site.host} size={36} />
      <div className="grow">
        <div className={classNames(styles['host'], 'strong cut')}>{site.host}</div>
        <div className={toneClass(health?.tone ?? 'wait', styles['health'] ?? false, 'small')}>
          <Icon of={health?.icon ?? (site.signIn ? CircleSlash : Cookie)} size={14} />
          {health ? home.signIn(health.word) : home.noSignIn}
        </div>
      </div>
      {site.signIn && (
        <Button size="small" icon={RefreshCw} disabled={away} onClick={onResync}>
          {home.resync}
        </Button>
      )}
    </div>
  );
}

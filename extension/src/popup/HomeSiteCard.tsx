import { lazy, Suspense } from 'react';
import { Cookie, RefreshCw } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/Icon.tsx';
import { SiteTile } from '../ui/SiteTile.tsx';
import { toneClass } from '../ui/tone.ts';
import type { HomeSite } from './home-view.ts';
import { NotRecordable } from './NotRecordable.tsx';
import styles from './popup.module.css';
import { home } from './strings/home.ts';

/** Its words and drawings come a moment after the buttons. */
const SiteHealth = lazy(async () => ({ default: (await import('./SiteHealth.tsx')).SiteHealth }));

type HomeSiteCardProps = { site: HomeSite; away: boolean; onResync: () => void };

/** The site of the tab, and how its stored sign-in stands. */
export function HomeSiteCard({ site, away, onResync }: HomeSiteCardProps) {
  if (site.kind === 'not-recordable') return <NotRecordable />;
  return (
    <div className={styles['site']}>
      <SiteTile host={site.host} size={36} />
      <div className="grow">
        <div className={classNames(styles['host'], 'strong cut')}>{site.host}</div>
        {site.signIn ? (
          <Suspense fallback={<div className="small">&nbsp;</div>}>
            <SiteHealth signIn={site.signIn} />
          </Suspense>
        ) : (
          <div className={toneClass('wait', styles['health'] ?? false, 'small')}>
            <Icon of={Cookie} size={14} />
            {home.noSignIn}
          </div>
        )}
      </div>
      {site.signIn && (
        <Button size="small" icon={RefreshCw} disabled={away} onClick={onResync}>
          {home.resync}
        </Button>
      )}
    </div>
  );
}

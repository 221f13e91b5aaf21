import { useClock } from '../ui/clock.tsx';
import { Icon } from '../ui/Icon.tsx';
import { sayHealth } from '../ui/sign-in-health.ts';
import { toneClass } from '../ui/tone.ts';
import type { HomeSite } from './home-view.ts';
import styles from './popup.module.css';
import { home } from './strings/home.ts';

type Stored = NonNullable<Extract<HomeSite, { kind: 'site' }>['signIn']>;

/** How the stored sign-in of a site stands. */
export function SiteHealth({ signIn }: { signIn: Stored }) {
  const { icon, tone, word } = sayHealth(signIn.health, useClock());
  return (
    <div className={toneClass(tone, styles['health'] ?? false, 'small')}>
      <Icon of={icon} size={14} />
      {home.signIn(word)}
    </div>
  );
}

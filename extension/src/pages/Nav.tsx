import { Cookie, ListVideo, PlugZap, Settings, Unplug, Workflow } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/Icon.tsx';
import { Mark } from '../ui/Mark.tsx';
import { strings as shared } from '../ui/strings.ts';
import { toneClass } from '../ui/tone.ts';
import styles from './Nav.module.css';
import { hrefOf } from './routes.ts';
import type { ShellView } from './shell-view.ts';
import { strings } from './strings.ts';

const words = strings.shell;

const places: readonly {
  page: 'automations' | 'runs' | 'sign-ins' | 'settings';
  icon: LucideIcon;
  word: string;
}[] = [
  { page: 'automations', icon: Workflow, word: words.automations },
  { page: 'runs', icon: ListVideo, word: words.runs },
  { page: 'sign-ins', icon: Cookie, word: words.signIns },
  { page: 'settings', icon: Settings, word: words.settings },
];

/** Where one may go, and how the runner stands. Narrow: drawings with their words below. */
export function Nav({ shell, current }: { shell: ShellView; current: string | undefined }) {
  const away = shell.away !== undefined;
  return (
    <nav className={styles['nav']} aria-label={words.nav}>
      <div className={styles['brand']}>
        <Mark />
        {shared.product}
      </div>
      <ul className={styles['places']}>
        {places.map(({ page, icon, word }) => (
          <li key={page}>
            <a
              href={hrefOf({ page })}
              className={styles['place']}
              aria-current={page === current ? 'page' : undefined}
            >
              <Icon of={icon} />
              <span>{word}</span>
              {page === 'runs' && shell.needsYou > 0 && (
                <span className={styles['news']} title={words.needsYouHeard(shell.needsYou)}>
                  {words.needsYou(shell.needsYou)}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
      <div className={classNames(styles['foot'], 'small')}>
        <div className="strong cut">{shell.organization}</div>
        <div className={classNames(styles['runner'], away ? toneClass('bad') : 'faint')}>
          <Icon of={away ? Unplug : PlugZap} size={14} tone={away ? 'bad' : 'ok'} />
          <span className="cut">{away ? words.away : words.connected}</span>
        </div>
        <div className="faint cut">{words.device(shell.device)}</div>
      </div>
    </nav>
  );
}

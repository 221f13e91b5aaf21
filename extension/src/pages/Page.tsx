import { CSPProvider } from '@base-ui/react/csp-provider';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/Icon.tsx';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { FreshnessNotice } from './FreshnessNotice.tsx';
import { Nav } from './Nav.tsx';
import styles from './Page.module.css';
import { RunnerUnreachable } from './RunnerUnreachable.tsx';
import type { ShellActions, ShellView } from './shell-view.ts';
import { strings } from './strings.ts';

/** A step of the way to a page; the last has no address. */
export type Crumb = { word: string; href?: string };

type PageProps = {
  shell: ShellView;
  shellActions: ShellActions;
  current: 'automations' | 'runs' | 'sign-ins' | 'settings' | undefined;
  crumbs?: readonly Crumb[];
  title: ReactNode;
  /** A pill beside the title. */
  status?: ReactNode;
  lead?: ReactNode;
  /** At the far end of the title: buttons, the primary one last. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A page: navigation, the way here, title, and what the runner's absence means. Works from 720 px. */
export function Page(props: PageProps) {
  const {
    shell,
    shellActions,
    current,
    crumbs = [],
    title,
    status,
    lead,
    actions,
    children,
  } = props;
  return (
    <CSPProvider disableStyleElements>
      <LiveRegion>
        <div className={styles['app']}>
          <Nav shell={shell} current={current} />
          <main className={styles['main']}>
            {crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
            <header className={styles['top']}>
              <div className="grow">
                <div className={styles['titleRow']}>
                  <h1>{title}</h1>
                  {status}
                </div>
                {lead && <div className={classNames(styles['lead'], 'dim')}>{lead}</div>}
              </div>
              {actions && <div className={styles['actions']}>{actions}</div>}
            </header>
            {shell.away && <RunnerUnreachable away={shell.away} actions={shellActions} />}
            {shell.freshness && (
              <FreshnessNotice {...shell.freshness} onUnlock={shellActions.onUnlock} />
            )}
            {children}
          </main>
        </div>
      </LiveRegion>
    </CSPProvider>
  );
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label={strings.shell.path}>
      <ol className={classNames(styles['crumbs'], 'small faint')}>
        {crumbs.map(({ word, href }, place) => (
          <li key={word} className="row">
            {place > 0 && <Icon of={ChevronRight} size={12} />}
            {href ? <a href={href}>{word}</a> : <span aria-current="page">{word}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

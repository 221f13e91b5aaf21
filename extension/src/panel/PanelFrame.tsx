import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import styles from './PanelFrame.module.css';

type PanelFrameProps = {
  header: ReactNode;
  /** Stripes behind the header: recording stands still. */
  striped?: boolean;
  /** Buttons at the lower edge, the primary one last. */
  bar: ReactNode;
  /** Above the buttons. */
  tools?: ReactNode;
  children: ReactNode;
};

/** The side panel: header, a list that scrolls, buttons that stay. */
export function PanelFrame({ header, striped, bar, tools, children }: PanelFrameProps) {
  return (
    <LiveRegion>
      <main className={styles['panel']}>
        <header className={classNames(styles['header'], striped && styles['striped'])}>
          {header}
        </header>
        <div className={styles['content']}>{children}</div>
        <footer className={styles['foot']}>
          {tools}
          <div className={styles['bar']}>{bar}</div>
        </footer>
      </main>
    </LiveRegion>
  );
}

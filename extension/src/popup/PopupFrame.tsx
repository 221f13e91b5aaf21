import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { Mark } from '../ui/Mark.tsx';
import { SiteTile } from '../ui/SiteTile.tsx';
import { product } from '../ui/strings/product.ts';
import styles from './PopupFrame.module.css';

type PopupFrameProps = {
  /** At the far end of the header. */
  status?: ReactNode;
  /** A screen behind the first one: its title, the site, and the way back. */
  inner?: { title: string; host: string; onBack: () => void } | undefined;
  foot?: ReactNode;
  children: ReactNode;
};

/** The popup: header, content, foot; 380 px wide and at most 600 high. */
export function PopupFrame({ status, inner, foot, children }: PopupFrameProps) {
  return (
    <LiveRegion>
      <main className={styles['popup']}>
        <header className={styles['header']}>
          {inner ? <InnerHeader {...inner} /> : <Brand />}
          {status}
        </header>
        <div className={styles['content']}>{children}</div>
        {foot && <footer className={styles['foot']}>{foot}</footer>}
      </main>
    </LiveRegion>
  );
}

function Brand() {
  return (
    <h1 className={classNames(styles['brand'], 'grow')}>
      <Mark />
      {product.name}
    </h1>
  );
}

function InnerHeader({ title, host, onBack }: { title: string; host: string; onBack: () => void }) {
  return (
    <>
      <IconButton icon={ArrowLeft} label={product.back} onClick={onBack} />
      <h1 className={classNames(styles['innerTitle'], 'grow')}>{title}</h1>
      <SiteTile host={host} size={18} />
      <span className="small dim cut">{host}</span>
    </>
  );
}

/** A part of the popup, with its small heading. */
export function PopupPart({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className={styles['part']}>
      {title && <h2 className={styles['heading']}>{title}</h2>}
      {children}
    </section>
  );
}

/** Rows with a line between them. */
export function PopupList({ children }: { children: ReactNode }) {
  return <ul className={styles['list']}>{children}</ul>;
}

import { classNames } from './class-names.ts';
import { siteColour, siteLetter } from './site-tile.ts';
import styles from './SiteTile.module.css';

/** A site as a letter on a colour, both from its name: no icon is ever fetched. Sizes: 18, 24, 36 px. */
export function SiteTile({ host, size = 24 }: { host: string; size?: 18 | 24 | 36 }) {
  const names = [styles['tile'], styles[`size${size}`], styles[`colour${siteColour(host)}`]];
  return (
    <span aria-hidden="true" className={classNames(...names)}>
      {siteLetter(host)}
    </span>
  );
}

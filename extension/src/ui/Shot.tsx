import { ImageOff } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import styles from './Shot.module.css';
import { strings } from './strings.ts';

/** A rectangle in the picture's own pixels. */
export type HitBox = { x: number; y: number; width: number; height: number };

/** A masked picture of a page; `url` is a blob of this page's own. Sizes in px. */
export type Picture = {
  url: string;
  width: number;
  height: number;
  hiddenPlaces: number;
  hit?: HitBox | undefined;
};

type ShotProps = { picture: Picture | undefined; name: string; cropped?: boolean };

/** A picture with the place that was acted on; `name` is heard. `cropped` fills a strip's frame from the top. */
export function Shot({ picture, name, cropped = false }: ShotProps) {
  const names = classNames(styles['shot'], cropped && styles['cropped']);
  if (!picture) {
    return (
      <span className={classNames(names, styles['none'], 'small')}>
        <Icon of={ImageOff} />
        {strings.noPicture}
      </span>
    );
  }
  const { url, width, height, hit } = picture;
  return (
    <span className={names}>
      <img className={styles['image']} src={url} width={width} height={height} alt={name} />
      {hit && !cropped && (
        <svg className={styles['over']} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <rect className={styles['hit']} {...hit} rx={6} />
        </svg>
      )}
    </span>
  );
}

import { classNames } from './class-names.ts';
import styles from './Mark.module.css';

/** Mayfly's own drawing; `size` in px. */
export function Mark({ size = 20 }: { size?: 20 | 56 }) {
  return (
    <svg
      aria-hidden="true"
      className={classNames(styles['mark'])}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path
        d="M7.6 15.2C5.8 9.8 7.6 4.4 13 1.6c2.6 5.2 1.4 10.2-2.6 13.8Z"
        fill="currentColor"
        fillOpacity={0.2}
      />
      <path d="M2.8 15.6c4.8-.2 9 1.5 13.2.4 2.600-.7 4.400-2.600 5.600-5.600M15.600 16.100c2.700.3 4.900-.4 6.800-2" />
      <circle cx={2.9} cy={15.6} r={1.5} fill="currentColor" stroke="none" />
    </svg>
  );
}

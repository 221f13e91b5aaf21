import { Check } from '../ui/Check.tsx';
import { useClock } from '../ui/clock.tsx';
import { classNames } from '../ui/class-names.ts';
import { ahead } from '../ui/format.ts';
import styles from './popup.module.css';
import type { CookieRow, CookieSelection } from './store-cookies-view.ts';
import { cookies } from './strings/cookies.ts';

const soonMs = 7 * 86_400_000;

type CookieLineProps = {
  cookie: CookieRow;
  selection: CookieSelection;
  tick: (id: string) => void;
};

/** One cookie: its name, who can read it, when it ends. */
export function CookieLine({ cookie, selection, tick }: CookieLineProps) {
  const { id, name, reason } = cookie;
  return (
    <li>
      <Check checked={selection.cookies.includes(id)} onChange={() => tick(id)}>
        <span className="grow">
          <span className="block strong cut">{name}</span>
          <span className="block small faint">{reason ?? reach(cookie)}</span>
        </span>
      </Check>
      <EndsAt at={cookie.expiresAt} />
    </li>
  );
}

/** `In 3 days`, `When browser closes`: news when it is soon. */
export function EndsAt({ at }: { at: number | undefined }) {
  const clock = useClock();
  const soon = at === undefined || at - clock.now < soonMs;
  const words = at === undefined ? cookies.browserCloses : (ahead(at, clock) ?? cookies.expired);
  return (
    <span className={classNames(styles['end'], 'small', soon ? 'toneWarn strong' : 'faint')}>
      {words}
    </span>
  );
}

function reach({ httpOnly, hostOnly, partition }: CookieRow): string {
  const words = cookies;
  return [
    httpOnly ? words.hidden : words.readable,
    ...(hostOnly ? [words.thisSite] : []),
    ...(partition === undefined ? [] : [words.insideOnly(partition)]),
  ].join(', ');
}

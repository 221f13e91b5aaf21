import { useClock } from '../ui/clock.tsx';
import { OctagonX } from 'lucide-react';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../pages/Page.tsx';
import { strings } from '../pages/strings.ts';
import type { Load } from './use-load.ts';
import type { ShellProps } from './shell-props.ts';

/** Nobody needs words for less than 400 ms. */
const quietMs = 400;

type LoadStateProps = ShellProps & {
  load: Load<unknown>;
  current?: 'automations' | 'runs' | 'sign-ins' | 'settings';
};

/** A page whose content is not there yet, or was refused. */
export function LoadState({ load, current = 'automations', ...shell }: LoadStateProps) {
  const { now } = useClock();
  const words = strings.shell;
  return (
    <Page {...shell} current={current} crumbs={[]} title={words.opening}>
      {load.kind === 'failed' && (
        <Notice tone="bad" icon={OctagonX} title={load.words.title} alert>
          {load.words.sentence}
        </Notice>
      )}
      {load.kind === 'loading' && now - load.since > quietMs && (
        <p className="dim">{words.openingMore}</p>
      )}
    </Page>
  );
}

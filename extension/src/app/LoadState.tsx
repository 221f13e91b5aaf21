import { useClock } from '../ui/clock.tsx';
import { OctagonX } from 'lucide-react';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { Notice } from '../ui/Notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { Page } from '../pages/Page.tsx';
import { strings } from '../pages/strings.ts';
import { RestoredNotice } from './RestoredNotice.tsx';
import type { Load } from './use-load.ts';
import type { ShellProps } from './shell-props.ts';

/** Nobody needs words for less than 400 ms. */
const quietMs = 400;

const titles = {
  automations: strings.shell.automations,
  runs: strings.shell.runs,
  'sign-ins': strings.shell.signIns,
  settings: strings.shell.settings,
} as const;

type LoadStateProps = ShellProps & {
  load: Load<unknown>;
  current?: 'automations' | 'runs' | 'sign-ins' | 'settings';
};

/** A page whose content is not there yet, or was refused. */
export function LoadState({ load, current = 'automations', ...shell }: LoadStateProps) {
  const { now } = useClock();
  const words = strings.shell;
  const isRestored =
    load.kind === 'failed' &&
    load.error instanceof SealError &&
    load.error.code === 'runner-restored';
  useTitle(load.kind === 'failed' && load.words.title, titles[current]);
  return (
    <Page {...shell} current={current} crumbs={[]} title={titles[current]}>
      {isRestored && <RestoredNotice />}
      {load.kind === 'failed' && !isRestored && (
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

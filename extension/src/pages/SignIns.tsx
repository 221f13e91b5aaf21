import { Ban, CircleCheck, Cookie } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Card, CardList, CardRow } from '../ui/Card.tsx';
import { Switch } from '../ui/Check.tsx';
import { useClock } from '../ui/clock.tsx';
import { whenInside } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useListKeys } from '../ui/use-list-keys.ts';
import { useTitle } from '../ui/use-title.ts';
import empty from './Empty.module.css';
import { Loading } from './Loading.tsx';
import { Page } from './Page.tsx';
import type { ShellActions, ShellView } from './shell-view.ts';
import styles from './SignIns.module.css';
import type { SignInsActions, SignInsView, SignInWarnings } from './sign-ins-view.ts';
import { SignInsTable } from './SignInsTable.tsx';
import { strings } from './strings.ts';

const words = strings.signIns;

type SignInsProps = {
  shell: ShellView;
  shellActions: ShellActions;
  view: SignInsView;
  actions: SignInsActions;
};

/** Which sign-in will fail next, and when. */
export function SignIns({ shell, shellActions, view, actions }: SignInsProps) {
  const clock = useClock();
  useTitle(words.title);
  const onKeyDown = useListKeys();
  const { signIns, news } = view;
  return (
    <Page
      shell={shell}
      shellActions={shellActions}
      current="sign-ins"
      title={words.title}
      lead={view.asOf === undefined ? words.lead : words.asOf(whenInside(view.asOf, clock))}
      actions={
        <Button
          kind="primary"
          icon={Cookie}
          disabled={shell.away !== undefined}
          onClick={actions.onStore}
        >
          {words.store}
        </Button>
      }
    >
      {news && (
        <output className={styles['notice']}>
          <Notice tone="ok" icon={CircleCheck}>
            {news.kind === 'resynced'
              ? words.resynced(news.host, news.added, news.gone)
              : words.revoked(news.host, news.runs)}
          </Notice>
        </output>
      )}
      {signIns === undefined && <Loading what={words.title.toLowerCase()} />}
      {signIns?.length === 0 && (
        <Card className={empty['empty']}>
          <Icon of={Cookie} size={20} />
          <h2 className={empty['title']}>{words.emptyTitle}</h2>
          <p className="dim">{words.emptyMore}</p>
        </Card>
      )}
      {signIns !== undefined && signIns.length > 0 && (
        // The keys act on the rows inside.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div onKeyDown={onKeyDown}>
          <Card>
            <SignInsTable rows={signIns} actions={actions} away={shell.away !== undefined} />
          </Card>
        </div>
      )}
      <div className={styles['two']}>
        <WarnMe warnings={view.warnings} onWarnings={actions.onWarnings} />
        <Card title={words.revoking} icon={Ban} tone="bad" padded>
          <div className={styles['words']}>
            <p className="dim">{words.revokingMore}</p>
            <p className="dim">{words.revokingNot}</p>
          </div>
        </Card>
      </div>
    </Page>
  );
}

type WarnMeProps = { warnings: SignInWarnings; onWarnings: (warnings: SignInWarnings) => void };

const switches = [
  { key: 'expiry', word: words.warnExpiry },
  { key: 'signedOut', word: words.warnSignedOut },
  { key: 'resyncAlone', word: words.resyncAlone },
] as const;

function WarnMe({ warnings, onWarnings }: WarnMeProps) {
  return (
    <Card title={words.warn}>
      <CardList>
        {switches.map(({ key, word }) => (
          <CardRow key={key}>
            <Switch
              checked={warnings[key]}
              onChange={(checked) => onWarnings({ ...warnings, [key]: checked })}
            >
              {word}
            </Switch>
          </CardRow>
        ))}
      </CardList>
    </Card>
  );
}

import { FlaskConical, RefreshCw, ShieldOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { useClock } from '../ui/clock.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { day, when } from '../ui/format.ts';
import list from '../ui/ListTable.module.css';
import { Menu } from '../ui/Menu.tsx';
import { sayHealth } from '../ui/sign-in-health.ts';
import { SiteTile } from '../ui/SiteTile.tsx';
import { Mood } from '../ui/Status.tsx';
import styles from './SignIns.module.css';
import type { SignInRow, SignInsActions } from './sign-ins-view.ts';
import { strings } from './strings.ts';

const words = strings.signIns;

type SignInsTableProps = {
  rows: readonly SignInRow[];
  actions: SignInsActions;
  away: boolean;
};

type Asked = { row: SignInRow; about: 'revoke' | 'device' };

/** The stored sign-ins, each with its health and the one thing to do. */
export function SignInsTable({ rows, actions, away }: SignInsTableProps) {
  const [asked, setAsked] = useState<Asked>();
  const onClose = () => setAsked(undefined);
  return (
    <>
      <table className={classNames(list['table'], list['tall'], 'num')}>
        <caption className="heard">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles['site']}>
              {words.site}
            </th>
            <th scope="col" className={styles['health']}>
              {words.health}
            </th>
            <th scope="col" className={list['drop2']}>
              {words.usedBy}
            </th>
            <th scope="col" className={classNames(styles['stored'], list['drop3'])}>
              {words.stored}
            </th>
            <th scope="col" className={classNames(styles['actions'], list['right'])}>
              {words.actions}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.id}
              {...{ row, actions, away }}
              onAsk={(about) => setAsked({ row, about })}
            />
          ))}
        </tbody>
      </table>
      {asked?.about === 'revoke' && (
        <RevokeDialog
          row={asked.row}
          onClose={onClose}
          onRevoke={() => {
            actions.onRevoke(asked.row.id);
            onClose();
          }}
        />
      )}
      {asked?.about === 'device' && (
        <Dialog
          title={words.whyTitle(asked.row.host)}
          onClose={onClose}
          actions={<Button onClick={onClose}>{words.close}</Button>}
        >
          <p className="dim">{words.whyMore}</p>
        </Dialog>
      )}
    </>
  );
}

type RowProps = {
  row: SignInRow;
  actions: SignInsActions;
  away: boolean;
  onAsk: (about: Asked['about']) => void;
};

function Row({ row, actions, away, onAsk }: RowProps) {
  const clock = useClock();
  const health = sayHealth(row.health, clock);
  return (
    <tr data-item={row.id}>
      <td>
        <div className={styles['siteCell']}>
          <SiteTile host={row.host} />
          <div className="grow">
            <div className="strong cut">{row.host}</div>
            <div className="small faint cut">{sayContent(row)}</div>
          </div>
        </div>
      </td>
      <td>
        <Mood icon={health.icon} tone={health.tone}>
          {health.word}
        </Mood>
        <div className="small faint cut">{health.more}</div>
      </td>
      <td className={list['drop2']}>{sayUse(row.usedBy)}</td>
      <td className={classNames('small faint', list['drop3'])}>{sayStored(row.storedAt, clock)}</td>
      <td className={list['right']}>
        <span className={list['acts']}>
          {row.health.kind === 'device-bound' ? (
            <Button size="small" data-arrow-stop onClick={() => onAsk('device')}>
              {words.why}
            </Button>
          ) : (
            <Button
              size="small"
              kind={row.health.kind === 'signed-out' ? 'primary' : 'plain'}
              icon={RefreshCw}
              data-arrow-stop
              disabled={away}
              title={row.resyncHere ? undefined : words.otherDevice}
              aria-label={words.resyncNamed(row.host)}
              onClick={() => actions.onResync(row.id)}
            >
              {words.resync}
            </Button>
          )}
          <Menu
            of={row.host}
            items={[
              {
                word: words.test,
                icon: FlaskConical,
                disabled: away,
                onChoose: () => actions.onTry(row.id),
              },
              {
                word: words.revoke,
                icon: ShieldOff,
                danger: true,
                disabled: away,
                onChoose: () => onAsk('revoke'),
              },
            ]}
          />
        </span>
      </td>
    </tr>
  );
}

type RevokeDialogProps = { row: SignInRow; onClose: () => void; onRevoke: () => void };

function RevokeDialog({ row, onClose, onRevoke }: RevokeDialogProps) {
  return (
    <Dialog
      title={words.revokeTitle(row.host)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button kind="danger" onClick={onRevoke}>
            {words.revoke}
          </Button>
        </>
      }
    >
      <p className="dim">
        {words.revokeRuns(row.waiting)} {words.revokingNot}
      </p>
    </Dialog>
  );
}

function sayContent({ cookies, storageEntries, withHosts }: SignInRow): string {
  return [
    words.cookies(cookies),
    ...(storageEntries > 0 ? [words.storageEntries(storageEntries)] : []),
    ...(withHosts.length > 0 ? [words.with(withHosts.join(', '))] : []),
  ].join(', ');
}

function sayUse(usedBy: readonly string[]): string {
  if (usedBy.length > 1) return words.automations(usedBy.length);
  return usedBy[0] ?? words.nothing;
}

function sayStored(at: number, clock: Parameters<typeof when>[1]): string {
  const recent = clock.now - at < 7 * 86_400_000;
  return recent ? when(at, clock) : day(at, clock.zone, 'long');
}

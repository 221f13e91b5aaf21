import { useState } from 'react';
import { SealError } from '@mayfly/shared/base/errors.ts';
import { connect } from '../../cloud/doors.ts';
import { startProbe } from '../../cloud/probe.ts';
import { stopRun } from '../../cloud/runs.ts';
import { revokeSignIn } from '../../cloud/sign-ins.ts';
import { SignIns } from '../../pages/SignIns.tsx';
import { strings } from '../../pages/strings.ts';
import { signInWarnings } from '../../store/preferences.ts';
import { knownSignIns } from '../../store/sign-ins.ts';
import { LoadState } from '../LoadState.tsx';
import { OpenSiteDialog } from '../OpenSiteDialog.tsx';
import { resync } from '../resync.ts';
import { useActs } from '../use-acts.tsx';
import { useLoad } from '../use-load.ts';
import { useRunEvents } from '../use-run-events.ts';
import { useStored } from '../use-stored.ts';
import { loadSignIns } from './load-sign-ins.ts';
import type { Subject } from '@mayfly/shared/base/ids.ts';
import type { SignInNews } from '../../pages/sign-ins-view.ts';
import type { ShellProps } from '../shell-props.ts';
import type { LoadedSignIns } from './load-sign-ins.ts';

const words = strings.acts;

/** Every stored sign-in: how it stands, what uses it; to be stored again, tried and revoked. */
export function SignInsPage(shell: ShellProps) {
  const known = useStored(knownSignIns);
  const [load, again] = useLoad(loadSignIns, [known]);
  const warnings = useStored(signInWarnings);
  const [news, setNews] = useState<SignInNews>();
  const [storing, setStoring] = useState(false);
  const { act, wait, over } = useActs();
  useRunEvents(
    ({ kind }) => kind === 'run' && void again(),
    () => void again(),
  );
  if (load.kind === 'failed') return <LoadState load={load} {...shell} current="sign-ins" />;
  const loaded = load.kind === 'loaded' ? load.value : undefined;
  const done = (what: SignInNews | undefined) => {
    setNews(what);
    return again();
  };
  return (
    <>
      <SignIns
        {...shell}
        view={{
          signIns: loaded?.rows,
          asOf: loaded?.asOf,
          warnings: warnings ?? signInWarnings.fallback,
          news,
        }}
        actions={{
          onStore: () => setStoring(true),
          onResync: (id) =>
            act(async () => {
              const changed = await resync(id, wait);
              if (changed) await done({ kind: 'resynced', ...changed });
            }),
          onTry: (id) => act(() => tryAgain(id).then(again)),
          onRevoke: (id) => act(async () => done(await revoke(id, loaded))),
          onWarnings: (wanted) => act(() => signInWarnings.setValue(wanted)),
        }}
      />
      {storing && (
        <OpenSiteDialog
          title={words.store}
          lead={words.storeMore}
          onClose={() => setStoring(false)}
        />
      )}
      {over}
    </>
  );
}

async function tryAgain(subject: string): Promise<void> {
  const signIn = (await knownSignIns.getValue())[subject];
  if (!signIn) throw new SealError('sign-in-elsewhere');
  await startProbe(await connect(), signIn);
}

/** Revoked first, so that nothing starts with it any more; then what is in line is stopped, rather than refused later. */
async function revoke(subject: string, loaded: LoadedSignIns | undefined): Promise<SignInNews> {
  const connection = await connect();
  const host = loaded?.rows.find(({ id }) => id === subject)?.host ?? '';
  const waiting = loaded?.waiting.get(subject) ?? [];
  await revokeSignIn(connection, subject as Subject);
  await Promise.all(waiting.map((run) => stopRun(connection, run)));
  return { kind: 'revoked', host, runs: waiting.length };
}

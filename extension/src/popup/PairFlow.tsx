import { useEffect, useState } from 'react';
import { pairingStage } from '../store/runner.ts';
import { wordsOf } from '../ui/words-of.ts';
import { passphraseMinLength } from '../vault/passphrase-rule.ts';
import { ChoosePassphrase } from './ChoosePassphrase.tsx';
import { PairCode } from './PairCode.tsx';
import { Paired } from './Paired.tsx';
import { PairStop } from './PairStop.tsx';
import type { PairState } from './PairCode.tsx';

type Stage =
  | { kind: 'code'; state: PairState; invitation?: string }
  | { kind: 'passphrase'; invitation: string; proposed: readonly string[]; busy: boolean }
  | { kind: 'stop'; details: string; copied: boolean }
  | { kind: 'done'; address: string };

/** Invitation, passphrase, keys: survives a closed popup, since its stage is kept until the browser closes. */
export function PairFlow({ onPaired }: { onPaired: () => void }) {
  const [stage, setStage] = useState<Stage>();
  useEffect(() => {
    void firstStage().then(setStage);
  }, []);
  if (!stage) return null;
  switch (stage.kind) {
    case 'code':
      return (
        <PairCode
          state={stage.state}
          {...(stage.invitation === undefined ? {} : { invitation: stage.invitation })}
          onConnect={(invitation) => void takeInvitation(invitation).then(setStage)}
        />
      );
    case 'passphrase':
      return (
        <ChoosePassphrase
          proposed={stage.proposed}
          leastLength={passphraseMinLength}
          busy={stage.busy}
          onPropose={() => void choosing(stage.invitation).then(setStage)}
          onChoose={(passphrase) => {
            setStage({ ...stage, busy: true });
            void connectNow(stage.invitation, passphrase).then(setStage);
          }}
        />
      );
    case 'stop':
      return (
        <PairStop
          copied={stage.copied}
          onPasteNew={() => setStage({ kind: 'code', state: { kind: 'asking' } })}
          onCopyDetails={() => {
            void navigator.clipboard.writeText(stage.details);
            setStage({ ...stage, copied: true });
          }}
        />
      );
    case 'done':
      return <Paired address={stage.address} onContinue={onPaired} />;
  }
}

async function firstStage(): Promise<Stage> {
  const kept = await pairingStage.getValue();
  if (!kept) return { kind: 'code', state: { kind: 'asking' } };
  if (kept.accepted) return choosing(kept.invitation);
  return { kind: 'code', state: { kind: 'asking' }, invitation: kept.invitation };
}

async function takeInvitation(invitation: string): Promise<Stage> {
  try {
    const { invitationAddress } = await import('../cloud/pair.ts');
    await invitationAddress(invitation);
  } catch (error) {
    return { kind: 'code', state: { kind: 'refused', words: wordsOf(error) }, invitation };
  }
  await pairingStage.setValue({ invitation, accepted: true });
  return choosing(invitation);
}

async function choosing(invitation: string): Promise<Stage> {
  const { proposePassphrase } = await import('../vault/passphrase.ts');
  return { kind: 'passphrase', invitation, proposed: proposePassphrase().split(' '), busy: false };
}

async function connectNow(invitation: string, passphrase: string): Promise<Stage> {
  const { invitationAddress, pair } = await import('../cloud/pair.ts');
  const address = await invitationAddress(invitation);
  try {
    await pair(invitation, passphrase);
  } catch (error) {
    await pairingStage.removeValue();
    if (isOtherRunner(error)) return { kind: 'stop', details: detailsOf(address), copied: false };
    return { kind: 'code', state: { kind: 'refused', words: wordsOf(error) }, invitation };
  }
  await pairingStage.removeValue();
  return { kind: 'done', address: new URL(address).host };
}

function isOtherRunner(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'broker-changed';
}

/** For an administrator: where it was tried and when, nothing of the invitation's secret. */
function detailsOf(address: string): string {
  return `broker-changed ${new URL(address).host} ${new Date().toISOString()}`;
}

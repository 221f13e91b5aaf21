import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Button } from './Button.tsx';
import { Field, TextInput } from './Field.tsx';
import { strings } from './strings.ts';

/** `wrong`: the last passphrase was not this device's. */
export type UnlockState = 'asking' | 'unlocking' | 'wrong';

type UnlockFormProps = { state: UnlockState; onUnlock: (passphrase: string) => void };

/** Asks for the passphrase of this device; in the popup and on the pages alike. */
export function UnlockForm({ state, onUnlock }: UnlockFormProps) {
  const [passphrase, setPassphrase] = useState('');
  const words = strings.unlock;
  const error = state === 'wrong' && (
    <>
      <strong>{words.wrong}</strong> {words.wrongMore}
    </>
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onUnlock(passphrase);
      }}
    >
      <Field label={words.label} error={error}>
        {(links) => (
          <TextInput
            {...links}
            type="password"
            icon={KeyRound}
            autoComplete="current-password"
            // The one thing to do here, and asked for by the person's own click.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
      </Field>
      <Button
        type="submit"
        kind="primary"
        size="large"
        wide
        disabled={passphrase === '' || state === 'unlocking'}
      >
        {state === 'unlocking' ? words.busy : words.button}
      </Button>
    </form>
  );
}

import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field, TextInput } from '../ui/Field.tsx';
import { strings } from './strings.ts';

const words = strings.review;

type EnterSecretProps = {
  label: string;
  onEnter: (secret: string) => void;
  onClose: () => void;
};

/** Takes a secret once; it is never shown, and gone from the screen when the dialog closes. */
export function EnterSecret({ label, onEnter, onClose }: EnterSecretProps) {
  const [secret, setSecret] = useState('');
  return (
    <Dialog
      title={words.enterTitle(label)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={secret === ''} onClick={() => onEnter(secret)}>
            {words.enterSave}
          </Button>
        </>
      }
    >
      <Field label={words.enterLabel(label)} hint={words.enterNote}>
        {(links) => (
          <TextInput
            {...links}
            type="password"
            autoComplete="off"
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}

import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Field, TextInput } from '../ui/Field.tsx';
import { useTitle } from '../ui/use-title.ts';
import { PopupFrame, PopupPart } from './PopupFrame.tsx';
import styles from './popup.module.css';
import { connect } from './strings/connect.ts';

type ChoosePassphraseProps = {
  /** Words to take or leave, no two alike. */
  proposed: readonly string[];
  /** Fewest characters that are accepted. */
  leastLength: number;
  busy?: boolean;
  onPropose: () => void;
  onChoose: (passphrase: string) => void;
};

/** The passphrase that locks this device's keys: words proposed, typed twice. */
export function ChoosePassphrase(props: ChoosePassphraseProps) {
  const { proposed, leastLength, busy = false, onPropose, onChoose } = props;
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [tried, setTried] = useState(false);
  const words = connect.passphrase;
  useTitle(words.title);
  const tooShort = tried && first.length < leastLength ? words.tooShort(leastLength) : undefined;
  const differ = tried && !tooShort && first !== second ? words.differ : undefined;
  return (
    <PopupFrame>
      <PopupPart>
        <h2 className={styles['title']}>{words.title}</h2>
        <p className={classNames(styles['lead'], 'dim')}>{words.sentence}</p>
      </PopupPart>
      <PopupPart title={words.proposed}>
        <ol className={styles['words']}>
          {proposed.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ol>
        <Button kind="quiet" size="small" icon={RefreshCw} onClick={onPropose}>
          {words.another}
        </Button>
      </PopupPart>
      <PopupPart>
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (first.length >= leastLength && first === second) onChoose(first);
          }}
        >
          <Field label={words.label} error={tooShort}>
            {(links) => (
              <TextInput
                {...links}
                type="password"
                autoComplete="new-password"
                value={first}
                onChange={(event) => setFirst(event.target.value)}
              />
            )}
          </Field>
          <Field label={words.again} error={differ}>
            {(links) => (
              <TextInput
                {...links}
                type="password"
                autoComplete="new-password"
                value={second}
                onChange={(event) => setSecond(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" kind="primary" size="large" wide disabled={busy || first === ''}>
            {busy ? words.busy : words.button}
          </Button>
        </form>
      </PopupPart>
    </PopupFrame>
  );
}

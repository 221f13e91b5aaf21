import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { useClock } from '../ui/clock.tsx';
import type { ErrorWords } from '../ui/error-words.ts';
import { Field, TextArea } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useTitle } from '../ui/use-title.ts';
import { PopupFrame, PopupPart } from './PopupFrame.tsx';
import styles from './popup.module.css';
import { frame } from './strings/home.ts';
import { connect } from './strings/connect.ts';

/** Where pairing stands; `since` in ms since 1970. */
export type PairState =
  | { kind: 'asking' }
  | { kind: 'reaching'; since: number }
  | { kind: 'refused'; words: ErrorWords };

type PairCodeProps = {
  state: PairState;
  /** The invitation, where the runner opened this browser itself and handed it over. */
  invitation?: string;
  onConnect: (invitation: string) => void;
};

/** One string to paste: the way to the right runner. */
export function PairCode({ state, invitation = '', onConnect }: PairCodeProps) {
  const [typed, setTyped] = useState(invitation);
  const { now } = useClock();
  const words = connect.pair;
  useTitle(words.title);
  const reaching = state.kind === 'reaching';
  const error = state.kind === 'refused' && (
    <>
      <strong>{state.words.title}</strong> {state.words.sentence}
    </>
  );
  return (
    <PopupFrame status={<span className="small faint">{frame.notConnected}</span>}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConnect(typed.trim());
        }}
      >
        <PopupPart>
          <h2 className={styles['title']}>{words.title}</h2>
          <p className={classNames(styles['lead'], 'dim')}>
            {words.before}
            <span className="mono">{words.command}</span>
            {words.after}
          </p>
        </PopupPart>
        <PopupPart>
          <Field label={words.label} error={error}>
            {(links) => (
              <TextArea
                {...links}
                className={styles['invitation']}
                rows={3}
                spellCheck={false}
                autoComplete="off"
                placeholder={words.placeholder}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        </PopupPart>
        <PopupPart>
          <Button
            type="submit"
            kind="primary"
            size="large"
            wide
            disabled={reaching || typed.trim() === ''}
          >
            {reaching ? words.reaching(Math.round((now - state.since) / 1000)) : words.button}
          </Button>
        </PopupPart>
      </form>
      <PopupPart>
        <div className="row top small dim">
          <Icon of={ShieldCheck} size={14} />
          <span>{words.promise}</span>
        </div>
      </PopupPart>
    </PopupFrame>
  );
}

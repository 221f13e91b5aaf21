import { Check, Copy, ShieldX } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { PopupFrame, PopupPart } from './PopupFrame.tsx';
import styles from './popup.module.css';
import { frame } from './strings/home.ts';
import { connect } from './strings/connect.ts';

type PairStopProps = {
  copied?: boolean;
  onPasteNew: () => void;
  onCopyDetails: () => void;
};

/** What answered could not prove that it knows the invitation: nothing goes on from here. */
export function PairStop({ copied = false, onPasteNew, onCopyDetails }: PairStopProps) {
  const words = connect.stop;
  useTitle(words.title);
  return (
    <PopupFrame status={<span className="small faint">{frame.notConnected}</span>}>
      <PopupPart>
        <div role="alert">
          <div className={classNames(styles['hero'], styles['heroBad'])}>
            <Icon of={ShieldX} size={20} tone="bad" />
          </div>
          <h2 className={styles['title']}>{words.title}</h2>
          <p className={classNames(styles['lead'], 'dim')}>{words.sentence}</p>
        </div>
      </PopupPart>
      <PopupPart>
        <Notice icon={Check} title={words.unharmed}>
          {words.unharmedMore}
        </Notice>
      </PopupPart>
      <PopupPart>
        <div className={styles['buttons']}>
          <Button kind="primary" size="large" wide onClick={onPasteNew}>
            {words.again}
          </Button>
          <Button icon={copied ? Check : Copy} size="large" wide onClick={onCopyDetails}>
            {copied ? words.copied : words.copy}
          </Button>
          <p className="small faint">{words.advice}</p>
        </div>
      </PopupPart>
    </PopupFrame>
  );
}

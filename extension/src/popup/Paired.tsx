import { CircleCheck, TriangleAlert } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { PopupFrame, PopupPart } from './PopupFrame.tsx';
import styles from './popup.module.css';
import { connect } from './strings/connect.ts';

type PairedProps = { address: string; onContinue: () => void };

/** The keys are made; what losing this profile means, said once while there is still nothing to lose. */
export function Paired({ address, onContinue }: PairedProps) {
  const words = connect.paired;
  useTitle(words.title);
  return (
    <PopupFrame>
      <PopupPart>
        <div className={classNames(styles['hero'], styles['heroOk'])}>
          <Icon of={CircleCheck} size={20} tone="ok" />
        </div>
        <h2 className={styles['title']}>{words.title}</h2>
        <p className={classNames(styles['lead'], 'dim')}>{words.sentence(address)}</p>
      </PopupPart>
      <PopupPart>
        <Notice tone="warn" icon={TriangleAlert} title={words.loss}>
          {words.lossMore}
        </Notice>
      </PopupPart>
      <PopupPart>
        <Button kind="primary" size="large" wide onClick={onContinue}>
          {words.button}
        </Button>
      </PopupPart>
    </PopupFrame>
  );
}

import { useEffect, useRef, useState } from 'react';
import { Crosshair } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { wordsOf } from '../../ui/words-of.ts';
import { strings } from '../../pages/strings.ts';
import { closePicking, openToPick, pickIn } from './pick-target.ts';
import type { Target } from '@mayfly/shared/base/target.ts';
import type { PickedFor } from '../../capture/picker/pick.ts';
import type { PickingTab } from './pick-target.ts';

const words = strings.acts;

type PickOverProps = {
  /** The page on which the step acts. */
  url: string;
  tool: PickedFor;
  onPicked: (target: Target) => void;
  onClose: () => void;
};

/** Lets the person show a thing on its page, which opens in a tab that closes with this. */
export function PickOver({ url, tool, onPicked, onClose }: PickOverProps) {
  const [stage, setStage] = useState<'asking' | 'picking' | 'nothing'>('asking');
  const [refused, setRefused] = useState<string>();
  const tab = useRef<PickingTab>(undefined);
  useEffect(
    () => () => {
      if (tab.current) void closePicking(tab.current);
    },
    [],
  );
  const pick = async () => {
    setRefused(undefined);
    setStage('picking');
    try {
      tab.current ??= await openToPick(url);
      const target = await pickIn(tab.current, tool);
      if (target) return onPicked(target);
      setStage('nothing');
    } catch (error) {
      tab.current = undefined;
      setRefused(wordsOf(error).sentence);
      setStage('asking');
    }
    return undefined;
  };
  return (
    <Dialog
      title={words.pick}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            kind="primary"
            icon={Crosshair}
            disabled={stage === 'picking'}
            onClick={() => void pick()}
          >
            {stage === 'nothing' ? words.pickNow : words.pickOpen}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="dim">{words.pickMore(new URL(url).host)}</p>
        <p className="dim">{words.pickPrepare}</p>
        <output>
          {stage === 'picking' && words.picking}
          {stage === 'nothing' && words.pickedNothing}
          {refused}
        </output>
      </div>
    </Dialog>
  );
}

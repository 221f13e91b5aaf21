import { Play } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field, TextInput } from '../ui/Field.tsx';
import { strings } from '../pages/strings.ts';
import type { Asked } from '@mayfly/shared/automation/automation.ts';

const words = strings.acts;

type RunDialogProps = {
  name: string;
  asked: readonly Asked[];
  onRun: (inputs: Readonly<Record<string, string>>) => void;
  onClose: () => void;
};

/** What a run asks for. Enter in a field never starts it: only the button does. */
export function RunDialog({ name, asked, onRun, onClose }: RunDialogProps) {
  const [inputs, setInputs] = useState<Readonly<Record<string, string>>>({});
  const isComplete = asked.every((each) => inputs[each.name]);
  return (
    <Dialog
      title={words.run(name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            kind="primary"
            icon={Play}
            disabled={!isComplete}
            onClick={() => {
              onClose();
              onRun(inputs);
            }}
          >
            {words.runNow}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="dim">{words.asks}</p>
        {asked.map((each) => (
          <Field key={each.name} label={each.label}>
            {(links) => (
              <TextInput
                {...links}
                autoComplete="off"
                value={inputs[each.name] ?? ''}
                onChange={(event) => setInputs({ ...inputs, [each.name]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </Dialog>
  );
}

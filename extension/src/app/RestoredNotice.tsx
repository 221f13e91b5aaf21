import { useState } from 'react';
import { ArchiveRestore } from 'lucide-react';
import { connect } from '../cloud/doors.ts';
import { lostOf } from '../cloud/lost-acts.ts';
import { lookAtRestored, openRunner } from '../cloud/open-runner.ts';
import { Restored } from '../pages/Restored.tsx';
import { strings } from '../pages/strings.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { errorStrings } from '../ui/error-strings.ts';
import { wordsOf } from '../ui/words-of.ts';
import { useActs } from './use-acts.tsx';
import type { Restoration } from '../cloud/restoration.ts';

/** A page in whose place the runner says that it was restored: the person looks what is missing, and opens it again. */
export function RestoredNotice() {
  const [seen, setSeen] = useState<Restoration>();
  const [opening, setOpening] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { act, over } = useActs();
  const { title, sentence } = errorStrings['runner-restored'];
  const look = async () => {
    const restoration = await lookAtRestored(await connect());
    if (!restoration) return location.reload();
    setRefused(undefined);
    return setSeen(restoration);
  };
  const open = async (agreed: Restoration) => {
    setOpening(true);
    try {
      await openRunner(await connect(), agreed);
      location.reload();
    } catch (error) {
      setRefused(wordsOf(error).sentence);
      setOpening(false);
    }
  };
  const view = seen && {
    since: seen.charter.at,
    lost: lostOf(seen),
    mayOpen: seen.mayOpen,
    opening,
    ...(refused && { refused }),
  };
  return (
    <>
      <Notice
        tone="bad"
        icon={ArchiveRestore}
        title={title}
        large
        alert
        action={
          <Button kind="primary" onClick={() => act(look)}>
            {strings.restored.look}
          </Button>
        }
      >
        <p>{sentence}</p>
      </Notice>
      {view && (
        <Restored view={view} onOpen={() => void open(seen)} onClose={() => setSeen(undefined)} />
      )}
      {over}
    </>
  );
}

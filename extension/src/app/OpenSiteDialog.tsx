import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field, TextInput } from '../ui/Field.tsx';
import { strings } from '../pages/strings.ts';
import { siteOf } from '../recording/sites.ts';

const words = strings.acts;

type OpenSiteDialogProps = { title: string; lead: string; onClose: () => void };

/** Recording and storing begin on their site: this opens one, and the popup over it where Chrome can. */
export function OpenSiteDialog({ title, lead, onClose }: OpenSiteDialogProps) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const open = () => {
    const address = /^https?:/.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`;
    if (!siteOf(address)) return setWrong(true);
    onClose();
    return void openSite(address);
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={typed.trim() === ''} onClick={open}>
            {words.openSite}
          </Button>
        </>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
      >
        <p className="dim">{lead}</p>
        <Field label={words.address} error={wrong && words.addressWrong}>
          {(links) => (
            <TextInput
              {...links}
              type="text"
              inputMode="url"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setWrong(false);
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

async function openSite(url: string): Promise<void> {
  const { windowId } = await chrome.tabs.create({ url });
  // Older Chromes let only the person open the popup.
  await chrome.action.openPopup?.({ windowId }).catch(() => undefined);
}

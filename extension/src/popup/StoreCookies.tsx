import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { useTitle } from '../ui/use-title.ts';
import { CookieLists } from './CookieLists.tsx';
import { PopupFrame, PopupPart } from './PopupFrame.tsx';
import type { CookieOffer, CookieSelection, StoreCookiesView } from './store-cookies-view.ts';
import { StoreOutcome } from './StoreOutcome.tsx';
import { cookies } from './strings/cookies.ts';

/** What storing cookies leads to. */
export type StoreCookiesActions = {
  onBack: () => void;
  onStore: (selection: CookieSelection) => void;
  onAskAgain: () => void;
  /** Opens the limits of an automation, so that it may use what was stored. */
  onUse: (automationId: string) => void;
};

type StoreCookiesProps = { view: StoreCookiesView; actions: StoreCookiesActions };

/** Choose what makes the sign-in, lock it, see whether it works in the cloud. */
export function StoreCookies({ view, actions }: StoreCookiesProps) {
  const { host, stage } = view;
  useTitle(cookies.title, host);
  const inner = { title: cookies.title, host, onBack: actions.onBack };
  if (stage.kind === 'choosing') {
    return <Choosing offer={stage.offer} inner={inner} onStore={actions.onStore} />;
  }
  return (
    <PopupFrame inner={inner}>
      <PopupPart>
        <StoreOutcome stage={stage} unused={view.unused} actions={actions} />
      </PopupPart>
    </PopupFrame>
  );
}

type ChoosingProps = {
  offer: CookieOffer;
  inner: { title: string; host: string; onBack: () => void };
  onStore: (selection: CookieSelection) => void;
};

function Choosing({ offer, inner, onStore }: ChoosingProps) {
  const [selection, setSelection] = useState(() => firstSelection(offer));
  const amount = countCookies(offer, selection);
  const entries = selection.storage.length;
  const needed = countCookies(offer, firstSelection(offer));
  const all = needed + offer.others.length;
  return (
    <PopupFrame
      inner={inner}
      foot={
        <Button
          kind="primary"
          size="large"
          wide
          icon={LockKeyhole}
          disabled={amount + entries === 0}
          onClick={() => onStore(selection)}
        >
          {amount + entries === 0 ? cookies.nothingChosen : cookies.button(amount, entries)}
        </Button>
      }
    >
      <PopupPart>
        <p className="dim">{cookies.lead(needed, all)}</p>
      </PopupPart>
      <CookieLists offer={offer} selection={selection} onChange={setSelection} />
    </PopupFrame>
  );
}

function firstSelection(offer: CookieOffer): CookieSelection {
  return {
    cookies: offer.needed.map(({ id }) => id),
    hosts: offer.passed.map(({ host }) => host),
    storage: [],
  };
}

function countCookies(offer: CookieOffer, selection: CookieSelection): number {
  const passed = offer.passed.filter(({ host }) => selection.hosts.includes(host));
  return selection.cookies.length + passed.reduce((sum, { cookies }) => sum + cookies, 0);
}

import { ChevronRight, LaptopMinimalCheck } from 'lucide-react';
import { classNames } from '../ui/class-names.ts';
import { Check } from '../ui/Check.tsx';
import { count, size } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { CookieLine, EndsAt } from './CookieLine.tsx';
import { PopupList, PopupPart } from './PopupFrame.tsx';
import styles from './popup.module.css';
import type { CookieOffer, CookieSelection, StorageRow } from './store-cookies-view.ts';
import { cookies } from './strings/cookies.ts';

type CookieListsProps = {
  offer: CookieOffer;
  selection: CookieSelection;
  onChange: (selection: CookieSelection) => void;
};

/** The cookies that make the session, the hosts passed through, localStorage, and the rest folded. */
export function CookieLists({ offer, selection, onChange }: CookieListsProps) {
  const words = cookies;
  const tick = (id: string) => onChange({ ...selection, cookies: toggled(selection.cookies, id) });
  return (
    <>
      {offer.needed.length > 0 && (
        <PopupPart title={words.signIn}>
          <PopupList>
            {offer.needed.map((cookie) => (
              <CookieLine key={cookie.id} {...{ cookie, selection, tick }} />
            ))}
          </PopupList>
        </PopupPart>
      )}
      <PopupPart title={offer.passed.length > 0 ? words.passed : ''}>
        <PopupList>
          {offer.passed.map(({ host, cookies, expiresAt }) => (
            <li key={host}>
              <Check
                checked={selection.hosts.includes(host)}
                onChange={() => onChange({ ...selection, hosts: toggled(selection.hosts, host) })}
              >
                <span className="grow">
                  <span className="block strong">{host}</span>
                  <span className="block small faint">{words.passedRenews(cookies)}</span>
                </span>
              </Check>
              <EndsAt at={expiresAt} />
            </li>
          ))}
        </PopupList>
        {offer.storage.length > 0 && (
          <StorageList
            rows={offer.storage}
            isOpen={offer.needed.length === 0}
            chosen={selection.storage}
            onToggle={(key) => onChange({ ...selection, storage: toggled(selection.storage, key) })}
          />
        )}
        {offer.others.length > 0 && (
          <details className={styles['others']}>
            <summary className="small dim">
              <Icon of={ChevronRight} size={14} />
              <span className="grow">{words.others(offer.others.length)}</span>
              {words.leftOut}
            </summary>
            <PopupList>
              {offer.others.map((cookie) => (
                <CookieLine key={cookie.id} {...{ cookie, selection, tick }} />
              ))}
            </PopupList>
          </details>
        )}
      </PopupPart>
      {offer.deviceBound && (
        <PopupPart>
          <Notice tone="warn" icon={LaptopMinimalCheck} title={words.tied}>
            {words.tiedMore}
          </Notice>
        </PopupPart>
      )}
    </>
  );
}

type StorageListProps = {
  rows: readonly StorageRow[];
  /** Where there is nothing else to choose from. */
  isOpen: boolean;
  chosen: readonly string[];
  onToggle: (key: string) => void;
};

function StorageList({ rows, isOpen, chosen, onToggle }: StorageListProps) {
  const words = cookies;
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  return (
    <details className={styles['others']} open={isOpen}>
      <summary>
        <Icon of={ChevronRight} size={14} />
        <span className="grow">
          {words.storage}
          <span className="block small faint">{words.storageSize(rows.length, size(bytes))}</span>
        </span>
        <span className={classNames('small', styles['link'])}>
          {chosen.length > 0 ? count(chosen.length, 'entry', 'entries') : words.choose}
        </span>
      </summary>
      <PopupList>
        {rows.map(({ key }) => (
          <li key={key}>
            <Check checked={chosen.includes(key)} onChange={() => onToggle(key)}>
              <span className="grow cut">{key}</span>
            </Check>
          </li>
        ))}
      </PopupList>
    </details>
  );
}

function toggled(list: readonly string[], item: string): readonly string[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

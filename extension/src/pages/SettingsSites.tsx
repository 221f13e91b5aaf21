import { Button } from '../ui/Button.tsx';
import { Card, CardList, CardRow } from '../ui/Card.tsx';
import { Chip } from '../ui/Chip.tsx';
import { SiteTile } from '../ui/SiteTile.tsx';
import type { SitePermission } from './settings-view.ts';
import { strings } from './strings.ts';

const words = strings.settings;

type SettingsSitesProps = {
  sites: readonly SitePermission[];
  onTakeBack: (host: string) => void;
};

/** The sites on which Chrome lets Mayfly look, each to be taken back. */
export function SettingsSites({ sites, onTakeBack }: SettingsSitesProps) {
  return (
    <Card title={words.sites}>
      <CardList>
        {sites.length === 0 && (
          <CardRow>
            <span className="dim">{words.sitesNone}</span>
          </CardRow>
        )}
        {sites.map(({ host, may }) => (
          <CardRow key={host}>
            <SiteTile host={host} size={18} />
            <span className="grow cut">{host}</span>
            {may.map((what) => (
              <Chip key={what}>{words.siteMay[what]}</Chip>
            ))}
            <Button
              size="small"
              aria-label={words.takeBackNamed(host)}
              onClick={() => onTakeBack(host)}
            >
              {words.takeBack}
            </Button>
          </CardRow>
        ))}
      </CardList>
    </Card>
  );
}

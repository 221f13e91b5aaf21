import { Globe } from 'lucide-react';
import { Card, CardList, CardRow } from '../ui/Card.tsx';
import { Check } from '../ui/Check.tsx';
import { classNames } from '../ui/class-names.ts';
import { SiteTile } from '../ui/SiteTile.tsx';
import type { ReviewPart } from './review-part.ts';
import type { SeenSite } from './review-view.ts';
import { saySteps } from './say-steps.ts';
import { strings } from './strings.ts';

const words = strings.review;

/** The sites that were seen; those of tracking and fonts start unticked. */
export function ReviewSites({ view, choices, onChange }: ReviewPart) {
  return (
    <Card title={words.sites} icon={Globe} aside={words.sitesSeen(view.sites.length)}>
      <CardList>
        {view.sites.map((site) => {
          const allowed = choices.sites.includes(site.origin);
          const sites = allowed
            ? choices.sites.filter((origin) => origin !== site.origin)
            : [...choices.sites, site.origin];
          return (
            <CardRow key={site.origin}>
              <Check checked={allowed} onChange={() => onChange({ sites })}>
                <SiteTile host={site.host} size={18} />
                <span className={classNames('grow cut', allowed && 'strong')}>{site.host}</span>
              </Check>
              <span className="small faint">{why(site)}</span>
            </CardRow>
          );
        })}
      </CardList>
    </Card>
  );
}

function why({ why: reason, steps, workedWithout }: SeenSite): string {
  if (workedWithout) return words.workedWithout;
  if (reason === 'tracker') return words.tracker;
  if (reason === 'font') return words.font;
  if (reason === 'part') return words.partOf;
  const said = saySteps(steps);
  return reason === 'signing-in' ? `${said}, ${words.signingIn}` : said;
}

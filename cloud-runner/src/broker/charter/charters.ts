import { applyLink, firstCharter } from '@mayfly/shared/envelope/charter.ts';
import { linksAfter } from '../store/links.ts';
import type { OrgId } from '@mayfly/shared/base/ids.ts';
import type { Built } from '@mayfly/shared/envelope/charter-right.ts';
import type { Charter } from '@mayfly/shared/envelope/charter.ts';
import type { InOrg } from '../store/database.ts';
import type { OrgRow } from '../store/orgs.ts';

const keptCharters = 1_000;
const linksAtOnce = 500;

/** The charters of the organizations, as their links in the database tell; what was read once is remembered. */
export type Charters = {
  /** What this build can do beyond one person with one device. */
  readonly built: Built;
  /** The charter of which `row` names the head. */
  readonly at: (inOrg: InOrg, row: Pick<OrgRow, 'seq' | 'head'>) => Promise<Charter>;
  /** Remembers a charter whose last link was committed. */
  readonly remember: (charter: Charter) => void;
};

/** Charters, none of them read yet. */
export function makeCharters(built: Built): Charters {
  const known = new Map<OrgId, Charter>();
  const remember = (charter: Charter) => {
    known.delete(charter.org);
    known.set(charter.org, charter);
    const [oldest] = known.keys();
    if (known.size > keptCharters && oldest) known.delete(oldest);
  };
  return {
    built,
    remember,
    at: async (inOrg, row) => {
      const remembered = known.get(inOrg.org);
      if (remembered?.head === row.head) return remembered;
      const charter = await follow(inOrg, remembered, row.seq, built);
      remember(charter);
      return charter;
    },
  };
}

async function follow(
  inOrg: InOrg,
  from: Charter | undefined,
  seq: number,
  built: Built,
): Promise<Charter> {
  let charter = from && from.seq <= seq ? from : undefined;
  while (!charter || charter.seq < seq) {
    const links = await linksAfter(inOrg, charter?.seq ?? -1, linksAtOnce);
    if (links.length === 0) throw new Error(`Links of ${inOrg.org} are missing`);
    for (const link of links) {
      if (charter?.seq === seq) break;
      charter = charter ? applyLink(charter, link, built) : firstCharter(link, built);
    }
  }
  return charter;
}

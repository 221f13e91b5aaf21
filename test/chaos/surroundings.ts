import { createServer } from 'node:http';
import { close, htmlPage, listen } from '../sites/site.ts';
import { momentOf } from './moments.ts';
import { makeStriker } from './striker.ts';
import type { Strike } from './history.ts';
import type { Passing, Treatment } from './relay.ts';
import type { FaultIn } from './striker.ts';

/** What the site shows. */
export const formPage = htmlPage(
  'Form',
  '<form method="post" action="/send"><label>Code <input type="password" name="code"></label><button>Send</button></form>',
);
const sentPage = htmlPage('Sent', '<p id="there">sent</p>');

/** Starts a site that counts what is sent to it. There, and at each door behind a relay, strikes what is planned. */
export async function startSurroundings<World, Name extends string>(
  faults: Readonly<Record<Name, FaultIn<World>>>,
) {
  const { at, begin, ...striker } = makeStriker<World, Name>(faults);
  let [visited, written] = [0, 0];
  let page = formPage;
  const site = createServer((request, response) => {
    const isChange = request.method === 'POST';
    if (isChange) written += 1;
    else visited += 1;
    request.resume();
    void at(isChange ? 'writing' : 'visiting').then((treatment) => {
      if (treatment === 'drop') return response.destroy();
      response.setHeader('content-type', 'text/html');
      return response.end(isChange ? sentPage : page);
    });
  });
  return {
    /** Where the site listens on this machine's loopback. */
    port: await listen(site),
    /** What becomes of a message at a door. */
    onPassing: async (passing: Passing): Promise<Treatment> => {
      if (striker.isCut()) return 'drop';
      const moment = momentOf(passing);
      return moment ? at(moment) : 'pass';
    },
    /** From here on the site shows this page. */
    show: (next: string) => {
      page = next;
    },
    begin: (world: World, planned: readonly Strike<Name>[]) => {
      [visited, written] = [0, 0];
      begin(world, planned);
    },
    /** What a world has of them. */
    parts: {
      site: () => ({ visited, written }),
      rest: striker.rest,
      later: striker.later,
      cut: striker.cut,
      isQuiet: striker.isQuiet,
      struck: striker.struck,
      heal: striker.heal,
    },
    stop: () => close(site),
  };
}

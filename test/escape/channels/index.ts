import '../modern-web.ts';
import type { Channel } from '../channel.ts';
import { connectingChannels } from './connecting.ts';
import { consequences } from './consequences.ts';
import { fetchingChannels } from './fetching.ts';
import { framingChannels } from './framing.ts';
import { hintingChannels } from './hinting.ts';
import { navigatingChannels } from './navigating.ts';
import { reportingChannels } from './reporting.ts';
import { servingChannels } from './serving.ts';
import { showingChannels } from './showing.ts';
import { workingChannels } from './working.ts';

/** All ways that are tried, by name. */
export const channels: Readonly<Record<string, Channel>> = {
  ...fetchingChannels,
  ...navigatingChannels,
  ...framingChannels,
  ...workingChannels,
  ...connectingChannels,
  ...showingChannels,
  ...hintingChannels,
  ...reportingChannels,
  ...servingChannels,
};

/** What a page may run: the channels, and what the pages do that some of them open. */
export const runnable: Readonly<Record<string, Channel>> = { ...channels, ...consequences };

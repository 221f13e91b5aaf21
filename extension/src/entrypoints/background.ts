import { defineBackground } from 'wxt/utils/define-background';
import { doChores } from '../background/do-chores.ts';
import { resume } from '../recording/control.ts';
import { followTabs } from '../recording/follow-tabs.ts';
import { hearRecorders } from '../recording/hear-recorders.ts';
import { obeyExtension } from '../recording/obey-extension.ts';
import { observeRequests } from '../recording/observe-requests.ts';
import { answerShortcut } from '../recording/shortcut.ts';

export default defineBackground(() => {
  hearRecorders();
  obeyExtension();
  followTabs();
  observeRequests();
  answerShortcut();
  doChores();
  void resume();
});

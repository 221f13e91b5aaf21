import type { StepCode } from '@mayfly/shared/base/errors.ts';
import type { ErrorWords } from '../error-words.ts';

/** What the author mends, in words. */
export const stepErrorStrings: Readonly<Record<StepCode, ErrorWords>> = {
  'certificate-refused': {
    title: 'The site could not prove who it is',
    sentence:
      'Nothing was sent to it. Open the site yourself; for an internal site, ask for its certificate to be added to your runner.',
    button: 'Run again',
  },
  'check-failed': {
    title: 'The page did not show what was expected',
    sentence: 'The run stopped there. Look at the picture of the step, then change the check.',
    button: 'Edit steps',
  },
  'dialog-open': {
    title: 'The site opened a dialog that no step answers',
    sentence: 'Nothing was answered in it. Record the task again, with the dialog.',
    button: 'Edit steps',
  },
  'download-refused': {
    title: 'The site started a download',
    sentence: 'It was not taken. Remove that step, or read the data from the page.',
    button: 'Edit steps',
  },
  'input-missing': {
    title: 'Something that the run asks for was not given',
    sentence: 'Nothing was done. Start it again and fill in every field.',
    button: 'Run again',
  },
  'mark-refused': {
    title: 'Stopped before its first change',
    sentence:
      'It could not be made certain that the change is made once, so it was not sent. Run again.',
    button: 'Run again',
  },
  'origin-refused': {
    title: 'Stopped before a site that you did not allow',
    sentence: 'It was not visited. Allow the site in the review, or remove the step.',
    button: 'Allow and review',
  },
  'page-crashed': {
    title: 'The page stopped working',
    sentence: 'What was done before stays. If it happens again, open the page yourself.',
    button: 'Run again',
  },
  'page-too-large': {
    title: 'The site sent more than a one-time browser takes',
    sentence: 'The run stopped there. Choose a smaller page, or filter the data in the site.',
    button: 'Edit steps',
  },
  'secret-missing': {
    title: 'A secret is not stored',
    sentence: 'Nothing was typed in its place. Enter it in the review and confirm.',
    button: 'Enter secret',
  },
  'session-expired': {
    title: 'The site has signed you out',
    sentence: 'It showed its sign-in page. Nothing was typed there. Resync the sign-in.',
    button: 'Resync and run again',
  },
  'site-unreachable': {
    title: 'The site did not answer',
    sentence: 'Nothing was sent twice. Open the site yourself; if it works there, run again.',
    button: 'Run again',
  },
  'target-ambiguous': {
    title: 'Two things look like the one recorded',
    sentence: 'Mayfly does not guess, so nothing was clicked. Pick the right one once.',
    button: 'Pick it',
  },
  'target-not-found': {
    title: 'Could not find the thing recorded',
    sentence: 'Nothing on the page was like it enough. Nothing was clicked.',
    button: 'Show me on the page',
  },
  'timed-out': {
    title: 'A step waited for as long as it may',
    sentence: 'Nothing more was clicked. Run again, or give the step more time.',
    button: 'Run again',
  },
  'too-many-redirects': {
    title: 'The site sent the browser in a circle',
    sentence: 'The run stopped there. Often a new sign-in mends it.',
    button: 'Resync and run again',
  },
  'write-refused': {
    title: 'Stopped before a change you did not allow',
    sentence: 'It was not sent. Allow the change in the review, or remove the step.',
    button: 'Allow and review',
  },
};

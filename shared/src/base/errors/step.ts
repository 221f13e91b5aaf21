import type { ErrorRow } from './rows.ts';

/** What only a change of the automation, its permission or its sign-in mends. */
export const stepErrors = {
  'certificate-refused': {
    message: 'The site could not prove that it is the one it says it is.',
    next: 'Open the site yourself. If it is an internal site, ask for its certificate to be added to your runner.',
  },
  'check-failed': {
    message: 'The page did not show what a check step expected.',
    next: 'Look at the picture of the step, then change the check or the steps before it.',
  },
  'dialog-open': {
    message: 'The site opened a dialog that no step answers.',
    next: 'Record the task again, with the dialog.',
  },
  'download-refused': {
    message: 'The site started a download, which this automation does not take.',
    next: 'Remove the step that downloads, or read the data from the page.',
  },
  'input-missing': {
    message: 'The automation asks for something that was not given.',
    next: 'Start it again and fill in every field.',
  },
  'mark-refused': {
    message:
      'Stopped before its first change: nothing could make certain that it is made once. Nothing was sent.',
    next: 'Run it again. If it stays so, whoever runs Mayfly can look for the cause with mayfly doctor.',
  },
  'origin-refused': {
    message: 'The automation wanted to visit a site that you did not allow.',
    next: 'Allow the site in the review, or remove the step.',
  },
  'page-crashed': {
    message: 'The page stopped working.',
    next: 'Run again. If it happens again, open the page yourself.',
  },
  'page-too-large': {
    message: 'The site sent more than a one-time browser takes.',
    next: 'Choose a smaller page, or filter the data in the site.',
  },
  'secret-missing': {
    message: 'A secret that a step enters is not stored.',
    next: 'Enter the secret in the review and confirm.',
  },
  'session-expired': {
    message: 'The site has signed you out. It showed its sign-in page.',
    next: 'Resync the sign-in and run again.',
  },
  'site-unreachable': {
    message: 'The site did not answer.',
    next: 'Open the site yourself. If it works there, run again.',
  },
  'target-ambiguous': {
    message: 'Two things on the page look like the one recorded. Nothing was clicked.',
    next: 'Pick the right one once.',
  },
  'target-not-found': {
    message: 'Nothing on the page was like the thing recorded. Nothing was clicked.',
    next: 'Show it on the page once more.',
  },
  'timed-out': {
    message: 'A step waited for as long as it may.',
    next: 'Run again, or give the step more time.',
  },
  'too-many-redirects': {
    message: 'The site sent the browser in a circle.',
    next: 'Open the site yourself. Often a new sign-in mends it.',
  },
  'write-refused': {
    message: 'Stopped before a change that you did not allow. Nothing was sent.',
    next: 'Allow the change in the review, or remove the step.',
  },
} as const satisfies Record<string, ErrorRow>;

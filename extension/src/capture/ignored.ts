/** Why something that happened is not part of the recording. Every event that is left out has one of these reasons. */
export const ignored = {
  untrusted: 'The page did it, not a person.',
  picking: 'It was for one of Mayfly’s own tools.',
  'no-element': 'Nothing was under the pointer.',
  unseen: 'It fell where no extension can see; that is noted.',
  'forwarded-by-label': 'A label hands its click to its field, which is recorded instead.',
  'recorded-as-check': 'A tick box is recorded by what it became.',
  'recorded-as-click': 'A tick box that cannot be seen is recorded by the click on its label.',
  'recorded-as-choice': 'A choice in a list is recorded by what was chosen.',
  'told-at-release': 'The page took the thing away while it was pressed; that was recorded then.',
  'caused-by-enter': 'Enter in a field presses the form’s button; Enter is recorded.',
  'typing-key': 'Typing is recorded by what the field then holds.',
  'letter-alone':
    'A letter alone may be typed into something that cannot be seen, so it is never kept.',
  'editing-shortcut': 'Copying, pasting and undoing are recorded by what the field then holds.',
  'moves-focus': 'The focus follows by itself when a field is entered.',
  'modifier-alone': 'A modifier key does nothing alone.',
  'presses-button': 'The key presses a button, and the click is recorded.',
  'browsers-own': 'The browser answers this key, not the page.',
  'same-value': 'The field holds what it held.',
  'no-new-content': 'Scrolling that loads nothing new is not needed to find things again.',
  'shows-nothing': 'The pointer passed over it and nothing that was used appeared.',
} as const;

/** The name of a reason. */
export type IgnoredReason = keyof typeof ignored;

import type { ReviewChoices, ReviewView } from './review-view.ts';

/** A part of the review's form: the view, what is chosen so far, and how to choose otherwise. */
export type ReviewPart = {
  view: ReviewView;
  choices: ReviewChoices;
  onChange: (change: Partial<ReviewChoices>) => void;
};

import { say, strong } from '../base/sentence.ts';
import { nameSchema } from '../base/text.ts';
import { defineStep } from './define-step.ts';

/** Takes a picture of the page, private places masked, into the report. */
export const picture = defineStep({
  type: 'picture',
  title: 'Take a picture',
  effect: 'read',
  fields: { name: nameSchema.meta({ label: 'Call it', control: 'name' }) },
  example: { name: 'Overview' },
  fromEvent: (event) => (event.kind === 'picture' ? { name: event.name } : undefined),
  sentence: ({ name }) => say`Take a picture, ${strong(name)}`,
  async execute({ name }, { takePicture }) {
    await takePicture(name);
  },
});

import type { Choice } from '../../../children/index.ts'
import { formatDate } from '../../../kernel/index.ts'
import { shuttingStep } from './adoption-steps.ts'
import type { CaseFile, StepDone } from './case-file.ts'
import type { CaseStep } from './case-step.ts'
import { firstForms, happened, words } from './form-parts.ts'

/** What was written by mistake is taken back: it stays as known before, and what it told of plans and days is as it was. */
export const takeBackStep: CaseStep = {
  key: 'take-back',
  link: 'Take back what was written by mistake',
  of: 'care-content',
  forms: [
    {
      from: firstForms,
      title: 'Take back what was written by mistake',
      save: 'Take it back',
      intro:
        'It stays to be read as it was known before. What changed a plan or a date can be taken back from the last one on: write the others anew.',
      fields: [
        happened('When do you take it back?'),
        {
          name: 'which',
          label: 'What was written by mistake?',
          input: 'choice',
          choices: [],
          need: 'Choose what it is',
        },
        words('words', 'What was wrong?', 'Write what was wrong'),
      ],
    },
  ],
  saved: 'It is taken back.',
  missing: file => (mayTakeBack(file).length > 0 ? undefined : 'Nothing has been written here'),
}

/**
 * What can be taken back: whatever tells no fact, and of what does the one that was written last, since those before have been built upon. A
 * record that was shut stays shut. What the front door decided is the front door’s. `tells` says which steps do.
 */
export const mayTakeBack = (file: CaseFile, tells: (step: StepDone) => boolean = () => false): StepDone[] => {
  const own = file.steps.filter(
    one => one.writtenAt !== undefined && ![takeBackStep.key, shuttingStep].includes(one.step),
  )
  const telling = own.filter(tells).toSorted((a, b) => (a.writtenAt?.getTime() ?? 0) - (b.writtenAt?.getTime() ?? 0))
  return own.filter(one => !tells(one) || one === telling.at(-1))
}

/** The same to choose from, the latest first. */
export const takeBackChoices = (steps: readonly StepDone[], titleOf: (step: string) => string): readonly Choice[] =>
  steps.toReversed().map(one => ({
    value: one.address,
    text: `${titleOf(one.step)}, ${formatDate(one.on)}`,
    hint: `Written by ${one.by}`,
  }))

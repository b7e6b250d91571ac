import type { Letter, LetterAddress } from '../../../children/index.ts'
import { formatDate, type PlainDate } from '../../../kernel/index.ts'
import { findings } from './decision.ts'

/** What a letter with a panel's decision is made of. */
export type Decided = {
  readonly name: string
  readonly school: string
  readonly outcome: 'upheld' | 'dismissed'
  readonly finding: string
  readonly heardOn: PlainDate
  readonly reasons: string
}

/**
 * The words of the letter with a panel's decision: what was decided, at which stage, why, and what follows (School Admission Appeals Code 2022, section 2,
 * "Notification of the decision", and section 5). Nothing in it is of another child.
 */
export const decisionWords = ({ name, school, outcome, finding, heardOn, reasons }: Decided): string => {
  const found = findings.find(one => one.key === finding)
  const upheld = outcome === 'upheld'
  return [
    `An independent panel heard your appeal for a place for ${name} at ${school} on ${formatDate(heardOn)}. It has ${upheld ? 'upheld your appeal' : 'dismissed your appeal'}.`,
    `What the panel found, at the ${found?.stage === 2 ? 'second' : 'first'} stage: ${found?.words ?? ''}`,
    `The panel’s reasons: ${reasons}`,
    upheld
      ? `The decision binds the admission authority: ${name} has a place at ${school}. The admissions team will ask you to accept it.`
      : `The decision is binding. You may appeal again for this school in the same school year only where the admission authority accepts a fresh application because your circumstances have changed in an important way. ${name} stays on the waiting list; an appeal does not change the place on it.`,
    'If you think that the appeal was not run properly you may complain to the Local Government and Social Care Ombudsman, or, where the school is an academy, to the Department for Education. They cannot change the decision.',
  ].join('\n\n')
}

/** An appeal as its letter is written from it. */
type Appeal = {
  readonly appellant: string
  readonly outcome: Decided['outcome'] | null
  readonly finding: string | null
  readonly hearingOn: PlainDate | null
  readonly decidedOn: PlainDate | null
  readonly facts: Pick<Decided, 'name' | 'school'>
  readonly texts: readonly { readonly sort: string; readonly words: string }[]
}

/** The letter with a panel's decision, to where the gate lets it go; undefined before there is one. */
export const decisionLetter = (
  { appellant, outcome, finding, hearingOn, decidedOn, facts: { name, school }, texts }: Appeal,
  to: LetterAddress | undefined,
): Letter | undefined => {
  const reasons = texts.find(one => one.sort === 'reasons')?.words
  if (outcome === null || finding === null || hearingOn === null || decidedOn === null || reasons === undefined)
    return undefined
  return {
    from: ['Clerk to the appeal panels'],
    to,
    name: appellant,
    on: decidedOn,
    subject: `Your appeal for ${school}`,
    words: decisionWords({ name, school, outcome, finding, heardOn: hearingOn, reasons }),
    signedBy: 'Clerk to the appeal panels',
  }
}

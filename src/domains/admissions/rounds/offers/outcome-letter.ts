import { formatDate, formatInstant, type PlainDate } from '../../../../kernel/index.ts'
import { familyWords, ordinal } from '../../explain/explain.ts'
import { type AppealsTo, clerkWords } from './appeals-to.ts'

/** What a letter on the day of the offers says of one child. */
export type OutcomeTold = {
  readonly name: string
  /** The application's: by it and the birth date the clerk to the appeal panels finds a refusal. */
  readonly reference: string
  readonly round: string
  /** The last day to appeal that the round published. */
  readonly appealsBy: PlainDate | undefined
  /** Where it is sent to. */
  readonly appealsTo: AppealsTo | undefined
  readonly supervisor: string
  readonly releasedAt: Date
  /** The school that is offered; null where there is none. */
  readonly school: string | null
  /** Schools named higher, each with why it is not offered. */
  readonly refused: readonly {
    readonly school: string
    readonly rank: number
    readonly distance: string | null
    readonly words: string
  }[]
  readonly isProtected: boolean
}

/** By when and where a family appeals, and what the clerk finds the refusal by: a refusal says so (School Admissions Code 2021, 2.32). */
const appealWords = ({ appealsBy: by, appealsTo, reference }: OutcomeTold): string =>
  `You have ${by === undefined ? 'at least twenty school days from the day of this letter' : `until ${formatDate(by)}`}. Send your appeal to ${clerkWords(appealsTo)}, with the reference ${reference} and your child’s date of birth.`

/** The words of the letter: the place, why no school named higher, and what follows. Nothing in it is of another child. */
export const outcomeWords = (told: OutcomeTold): string =>
  [
    `${told.round}. Our reference: ${told.reference}.`,
    told.school === null
      ? `We are sorry that we cannot offer ${told.name} a place at any of the schools you named. We will write to you about schools that have places.`
      : `We are pleased to offer ${told.name} a place at ${told.school}.`,
    ...told.refused.map(
      ({ school, rank, words, distance }) =>
        `Why not ${school}, your ${ordinal(rank)} preference: ${familyWords(words, distance, told.isProtected)}`,
    ),
    ...(told.refused.length > 0
      ? [`You may appeal against each decision to an independent panel. ${appealWords(told)}`]
      : []),
    ...(told.school === null
      ? []
      : [
          `Tell us within two weeks whether you accept the place.${told.refused.length > 0 ? ` ${higherWords(told.name)}` : ''}`,
        ]),
    `The order of the children was made by each school’s published criteria alone. Which choice a school was played no part. The draw between children who are equal in everything else was watched over by ${told.supervisor}. Offers were made on ${formatInstant(told.releasedAt)}.`,
  ].join('\n\n')

/** What becomes of the schools named higher when a place is accepted. */
const higherWords = (name: string): string =>
  `If you accept it, ${name} stays on the waiting lists of the schools that you named higher. In a second round of offers ${name} is moved to a place that is free there, without asking you again. If you are happy with this place, tell us so: ${name} keeps it, and leaves the lists.`

/** What a family sends back to answer an offer, by the last day given. `higher`: whether they named a school above it. */
export const replySlip = (name: string, school: string, answerBy: string, higher: boolean): readonly string[] => [
  `Send this back by ${answerBy}`,
  `The place for ${name} at ${school}. Tick one:`,
  ...(higher
    ? [
        '☐ We accept the place. Still consider us for the schools that we named higher.',
        '☐ We accept the place and are happy with it. Do not consider us for another.',
      ]
    : ['☐ We accept the place.']),
  '☐ We do not accept the place. It may be given to another child.',
  'Your name:  ____________________________________',
  'Signed:  ____________________________________   Date:  ______________',
]

/** The words of a reminder, with the last day to answer. */
export const reminderWords = (name: string, school: string, answerBy: string): string =>
  [
    `We offered ${name} a place at ${school}, and have not heard from you.`,
    `Tell us by ${answerBy} whether you accept it. If we do not hear from you by then, we may withdraw the offer.`,
  ].join('\n\n')

/** The words that say what we wrote down of a family's answer. */
export const replyWords = (
  name: string,
  school: string,
  { reply, wantsNoHigher }: { reply: 'accepted' | 'declined'; wantsNoHigher: boolean },
  on: string,
): string =>
  reply === 'accepted'
    ? `You accepted the place that we offered ${name} at ${school}, on ${on}.${wantsNoHigher ? ` You are happy with it: we no longer consider ${name} for a school that you named higher.` : ''} If this is not right, call us.`
    : `You declined the place that we offered ${name} at ${school}, on ${on}. The place is given to another child. If this is not right, call us at once.`

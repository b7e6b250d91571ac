import { formatDate, type PlainDate, plural } from '../../kernel/index.ts'
import type { LookRule } from './look-rules.ts'

type Inputs = Readonly<Record<string, number | string>>

/** What nothing explains of a look, for whoever asks: in a sentence, and no more than is known. */
const words: Readonly<Record<LookRule, (inputs: Inputs) => string>> = {
  'own-surname': ({ days }) =>
    `The child has the same surname as they have, and nobody had given them work with the child. They opened the record on ${plural(Number(days), 'day')} of the last 30.`,
  'own-name': () =>
    'The child, a parent, a carer or somebody in the family has the same name as they have. It may be somebody else of that name.',
  'own-postcode': () =>
    'The child has the postcode of children of their own family, and nobody had given them work with the child.',
  'after-work': ({ ended }) =>
    `Their work with the child was over, and since ${formatDate(ended as PlainDate)} they no longer see the record because of it. They opened it by another reason.`,
  breadth: ({ children, middle, span }) =>
    `They opened ${plural(Number(children), 'child’s record', 'children’s records')} in a ${span}. The middle of those in the same role who opened any is ${middle}.`,
  'no-follow-up': ({ children }) =>
    `They looked for ${plural(Number(children), 'child', 'children')} whom they do not work with, and nothing was done about ${children === 1 ? 'the child' : 'them'} in the two working days after.`,
}
export const whyAsked = (rule: LookRule, inputs: Inputs): string => words[rule](inputs)

/** What the person is asked. It says what they did, and nothing of what might be thought of it. */
const questions: Readonly<Partial<Record<LookRule, (inputs: Inputs) => string>>> = {
  breadth: ({ children, span }) =>
    `You opened ${plural(Number(children), 'child’s record', 'children’s records')} in a ${span}. What was it for?`,
  'no-follow-up': ({ children }) =>
    `You looked for ${plural(Number(children), 'child', 'children')} whom you do not work with. What was it for?`,
}
export const questionOf = (rule: LookRule, inputs: Inputs): string =>
  questions[rule]?.(inputs) ?? 'You opened this record. What was it for?'

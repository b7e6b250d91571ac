import { type Asked, askedOf, knownAsked, namedForm } from '../../../children/index.ts'
import { boxNames } from '../../../kernel/index.ts'
import type { HelpPart } from './form.view.ts'
import { everyHeading } from './headings.ts'
import { eachLine } from './help-forms.ts'
import { type LocalPart, localForms } from './local-forms.ts'

const words = (id: string, label: string): Asked => ({ id, label, boxes: [id], joins: true })
const pick = (id: string, label: string): Asked => ({ id, label, boxes: [id] })
const dayBoxes = (name: string) => boxNames(name) as unknown as Asked['boxes']
const rows = (id: string, label: string, boxes: (at: number) => Asked['boxes']): Asked[] =>
  eachLine.map(at => ({ id: `${id}-${at}`, label: `${label} ${at}`, boxes: boxes(at) }))

/** Every question of every version of one of the council's own forms, in the newest words. */
const localAsked = (part: LocalPart): readonly Asked[] => [
  ...new Map(
    localForms[part].flatMap(form => askedOf(namedForm(form, 'the child'))).map(one => [one.id, one]),
  ).values(),
]

/** What each form of early help asks, in its order: what is one answer is kept, compared and put together as one. */
export const askedIn: Readonly<Record<HelpPart, readonly Asked[]>> = {
  lead: [
    pick('who', 'Who leads'),
    pick('name', 'Name'),
    pick('organisation', 'Where they work'),
    pick('phone', 'Telephone'),
  ],
  assessment: [
    ...knownAsked,
    words('childSaid', 'What the child says'),
    words('parentsSaid', 'What parents and carers say'),
    ...everyHeading.flatMap(({ code, text }) => [
      words(`${code}-strengths`, `${text}: what goes well`),
      words(`${code}-needs`, `${text}: what is needed`),
    ]),
    words('conclusion', 'What follows from it'),
  ],
  team: rows('person', 'Person', at => [`name-${at}`, `role-${at}`, `phone-${at}`]),
  plan: [
    words('goals', 'What is to be better'),
    ...rows('action', 'Action', at => [`what-${at}`, `who-${at}`, ...dayBoxes(`by-${at}`), `done-${at}`]),
    words('agreedWith', 'Who agreed to it'),
  ],
  meeting: [
    { id: 'on', label: 'When it was', boxes: dayBoxes('on') },
    words('present', 'Who came'),
    words('childSaid', 'What the child said'),
    words('words', 'What was decided'),
    ...rows('number', 'Number', at => [`who-${at}`, `score-${at}`]),
  ],
  'step-up': [words('words', 'Why now'), pick('knows', 'Whether the family knows')],
  measure: localAsked('measure'),
  neglect: localAsked('neglect'),
  end: [pick('outcome', 'Why it ends'), words('words', 'What has changed')],
}

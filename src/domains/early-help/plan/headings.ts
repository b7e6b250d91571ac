import { type Static, Type } from 'typebox'
import { addDays, localList, type PlainDate } from '../../../kernel/index.ts'

const day = (text: string): PlainDate => text as PlainDate

const words = () => Type.String({ minLength: 1 })
/** A code goes into the names of boxes, and stands on the record: small letters with hyphens. */
const code = () => Type.String({ pattern: '^[a-z]+(-[a-z]+)*$' })
const Heading = Type.Object({ code: code(), text: words(), hint: words() })
const Domain = Type.Object({ title: words(), headings: Type.Array(Heading, { minItems: 1 }) })
export type Heading = Static<typeof Heading>
export type Domain = Static<typeof Domain>
const heading = (code: string, text: string, hint: string): Heading => ({ code, text, hint })

/** The three domains of the assessment with their headings (Common Assessment Framework; reference/domain.md 4.1). */
const domainLists = localList<readonly Domain[]>({
  name: 'early-help-headings',
  about: 'the domains of the early help assessment, with their headings',
  schema: Type.Array(Domain, { minItems: 1 }),
  shipped: [
    {
      from: day('2013-04-01'),
      items: [
        {
          title: 'The child’s development',
          headings: [
            heading('health', 'Health', 'Body and mind, growth, food, doctor and dentist'),
            heading('feelings', 'Feelings and friendships', 'Emotional and social development'),
            heading('behaviour', 'What they do when things are hard', 'Behaviour: what happens, and what helps'),
            heading('identity', 'Who they are', 'How they see themselves, culture, language, belonging'),
            heading('family-ties', 'Family and other people', 'Relationships'),
            heading('self-care', 'Looking after themselves', 'Independence for their age'),
            heading('learning', 'Learning', 'School, play, hopes, talking and understanding'),
          ],
        },
        {
          title: 'Parents and carers',
          headings: [
            heading('care', 'Care and safety', 'Food, warmth, clothes, protection from harm'),
            heading('warmth', 'Warmth and steadiness', 'Love, praise, a dependable home'),
            heading('guidance', 'Guidance and encouragement', 'Boundaries, play, reading, new things'),
          ],
        },
        {
          title: 'Family and surroundings',
          headings: [
            heading('history', 'How the family is', 'History, health, how they get on'),
            heading('wider', 'Wider family and friends', 'Who helps, who is missed'),
            heading('home-money', 'Home, work and money', 'Housing, employment, debts'),
            heading('community', 'Neighbourhood', 'Groups, faith, transport, what is near'),
          ],
        },
      ],
    },
  ],
})
/** The domains in force that day, and the first day of that version. */
export const domainsOn = (on: PlainDate): { readonly from: PlainDate; readonly domains: readonly Domain[] } => {
  const { from, items } = domainLists.on(on)
  return { from, domains: items }
}

/** Every heading of every version, the newest words for each: a form that was opened under one list can be sent under the next. */
export const everyHeading: readonly Heading[] = [
  ...new Map(
    domainLists.versions
      .flatMap(list => list.items)
      .flatMap(domain => domain.headings)
      .map(one => [one.code, one]),
  ).values(),
]

const weeks = () => Type.Integer({ minimum: 1, maximum: 52 })
const days = () => Type.Integer({ minimum: 1, maximum: 366 })
/** When the team around the child looks at it again: the first time, then each time (local: 6 to 12 weeks). */
const reviewLists = localList({
  name: 'early-help-reviews',
  about: 'in how many weeks the team around the child meets, the first time and again',
  schema: Type.Object({ first: weeks(), again: weeks() }),
  shipped: [{ from: day('2024-04-01'), items: { first: 6, again: 12 } }],
})
/** By when the team meets again: six weeks after early help began, then twelve after the last meeting. */
export const reviewBy = (openedOn: PlainDate, meetings: readonly PlainDate[]): PlainDate => {
  const last = meetings
    .filter(on => on >= openedOn)
    .toSorted()
    .at(-1)
  const from = last ?? openedOn
  const { first, again } = reviewLists.on(from).items
  return addDays(from, 7 * (last ? again : first))
}

const stepLists = localList({
  name: 'early-help-days',
  about: 'days until a family is asked again; working days until somebody leads, and until the assessment is written',
  schema: Type.Object({ answer: days(), lead: days(), assess: days() }),
  shipped: [{ from: day('2024-04-01'), items: { answer: 14, lead: 10, assess: 20 } }],
})
/** In how many days a family that thinks about it is asked again, and in how many working days somebody leads and the assessment is written (local). */
export const stepDaysOn = (on: PlainDate) => stepLists.on(on).items

const Endings = Type.Array(Type.Object({ value: code(), text: words() }), { minItems: 1 })
export type Ending = Static<typeof Endings>[number]
const endingLists = localList<readonly Ending[]>({
  name: 'early-help-endings',
  about: 'how early help can end',
  schema: Endings,
  shipped: [
    {
      from: day('2024-04-01'),
      items: [
        { value: 'needs-met', text: 'The family has what it needs' },
        { value: 'stopped', text: 'The family no longer wants it' },
        { value: 'social-care', text: 'Social care works with the family now' },
        { value: 'moved', text: 'The family moved away' },
      ],
    },
  ],
})
/** How early help can end, by the list in force that day. */
export const endingsOn = (on: PlainDate): readonly Ending[] => endingLists.on(on).items

const sentOnLists = localList<readonly Ending[]>({
  name: 'services-endings',
  about: 'what can become of a family that was sent on to a service',
  schema: Endings,
  shipped: [
    {
      from: day('2024-04-01'),
      items: [
        { value: 'helped', text: 'It helped' },
        { value: 'partly', text: 'It helped in part' },
        { value: 'not', text: 'It did not help' },
        { value: 'stopped', text: 'The family stopped going' },
        { value: 'never', text: 'The family never went' },
      ],
    },
  ],
})
/** What can become of a family that was sent on to a service, by the list in force that day. */
export const sentOnEndings = (on: PlainDate): readonly Ending[] => sentOnLists.on(on).items

/** What things are called: the law renamed the plan and who leads it in 2026, and will rename them again. */
export type HelpLabels = { readonly plan: string; readonly lead: string; readonly assessment: string }
const labelLists = localList<HelpLabels>({
  name: 'early-help-labels',
  about: 'what the plan, who leads it and the assessment are called',
  schema: Type.Object({ plan: words(), lead: words(), assessment: words() }),
  shipped: [
    {
      from: day('2013-04-01'),
      items: { plan: 'Early help plan', lead: 'Lead practitioner', assessment: 'Early help assessment' },
    },
    // Working together to safeguard children 2026: one family help plan, led by a family help lead practitioner.
    {
      from: day('2026-04-01'),
      items: { plan: 'Family help plan', lead: 'Family help lead practitioner', assessment: 'Early help assessment' },
    },
  ],
})
/** What each is called on a day. */
export const labelsOn = (on: PlainDate): HelpLabels => labelLists.on(on).items

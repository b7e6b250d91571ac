import { type Choice, localForm, type Versions } from '../../../children/index.ts'
import { firstLists } from './register-forms.ts'

/** What a proposal rests on, as the assessment and the sheets told it. */
export type LevelGround = {
  readonly caresFor: readonly string[]
  readonly needOf: readonly string[]
  readonly alone: boolean
  readonly excessive: boolean
  readonly age: number | undefined
  /** The total of the last whole MACA-YC18. */
  readonly caringTasks: number | undefined
}
export type Level = 'targeted' | 'plan'
export type Proposal = { readonly level: Level; readonly why: readonly string[] }

/**
 * The rule of the first list: whose needs lead to the young carers service itself, from what age care is never left to a plan alone, and from
 * what total of caring tasks (reference/domain.md 2.3; local).
 */
const rule = { parentNeeds: ['substance', 'mental', 'learning'], under: 8, caringTasks: 14 } as const

const needWords: Readonly<Record<string, string>> = {
  substance: 'a parent’s alcohol or drug use',
  mental: 'a parent’s mental ill health',
  learning: 'a parent’s learning disability',
}

/** Proposes a level, with the reasons: a worker decides. A low score never lowers it. */
export const proposeLevel = (ground: LevelGround): Proposal => {
  const why = [
    ...(ground.caresFor.includes('parent')
      ? rule.parentNeeds.filter(need => ground.needOf.includes(need)).map(need => needWords[need] ?? need)
      : []),
    ...(ground.alone ? ['nobody shares the care'] : []),
    ...(ground.excessive ? ['some of it is too much, or not right for a child'] : []),
    ...(ground.age !== undefined && ground.age < rule.under ? [`younger than ${rule.under}`] : []),
    ...(ground.caringTasks !== undefined && ground.caringTasks >= rule.caringTasks
      ? [`${ground.caringTasks} of 36 for caring tasks`]
      : []),
  ]
  return why.length > 0
    ? { level: 'targeted', why }
    : { level: 'plan', why: ['nothing in the assessment asks for more'] }
}

const levels: readonly Choice[] = [
  { value: 'targeted', text: 'Support by the young carers service' },
  { value: 'plan', text: 'The plan of the assessment, with the services that everyone has' },
  { value: 'none', text: 'No support is needed now', hint: '{first} stays on the register until it is ended' },
]
/** A level in words; a code that is in no list stays as it is. */
export const levelWords = (code: string): string => levels.find(one => one.value === code)?.text ?? code

export const levelForms: Versions = localForm('young-carers-level', [
  {
    from: firstLists,
    title: 'Level of support',
    save: 'Decide the level',
    fields: [
      { name: 'on', label: 'When was it decided?', input: 'day', day: 'past', need: 'Enter the day of the decision' },
      { name: 'level', label: 'Which level?', input: 'choice', choices: levels, need: 'Choose a level' },
      { name: 'why', label: 'Why this level?', input: 'text', need: 'Write why this level' },
    ],
  },
])

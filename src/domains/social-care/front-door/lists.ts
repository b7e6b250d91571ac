import { type Static, Type } from 'typebox'
import {
  addWorkingDays,
  isWorkingDay,
  localList,
  londonClock,
  londonDate,
  type PlainDate,
} from '../../../kernel/index.ts'

const day = (text: string): PlainDate => text as PlainDate

/** Who makes a contact, with the code of the children in need census (referral source, codeset of 2025 to 2026; from memory). */
export type ContactSource = Static<typeof Source>
const words = () => Type.String({ minLength: 1 })
const value = () => Type.String({ pattern: '^[a-z]+(-[a-z]+)*$' })
const Source = Type.Object({
  value: value(),
  text: words(),
  code: Type.String({ pattern: '^[0-9]{1,2}[A-Z]?$' }),
  /** Someone who tells it for their work: their name is asked for, and is on the record. */
  professional: Type.Boolean(),
})
const sourceLists = localList<readonly ContactSource[]>({
  name: 'front-door-sources',
  about: 'who makes a contact, with the code of the children in need census',
  schema: Type.Array(Source, { minItems: 1 }),
  shipped: [
    {
      from: day('2013-04-01'),
      items: [
        { value: 'self', text: 'The child or young person', code: '1C', professional: false },
        { value: 'family', text: 'A parent, carer or relative', code: '1A', professional: false },
        { value: 'neighbour', text: 'A neighbour, friend or somebody who knows them', code: '1B', professional: false },
        { value: 'school', text: 'A school or college', code: '2A', professional: true },
        { value: 'education', text: 'Another education service', code: '2B', professional: true },
        { value: 'gp', text: 'A GP surgery', code: '3A', professional: true },
        { value: 'health-visitor', text: 'A health visitor or midwife', code: '3B', professional: true },
        { value: 'school-nurse', text: 'A school nurse', code: '3C', professional: true },
        { value: 'emergency', text: 'An accident and emergency department', code: '3E', professional: true },
        { value: 'hospital', text: 'Another part of a hospital, or mental health', code: '3F', professional: true },
        { value: 'housing', text: 'Housing', code: '4', professional: true },
        { value: 'adult-care', text: 'Adult social care', code: '5A', professional: true },
        { value: 'council', text: 'Another service of this council', code: '5B', professional: true },
        { value: 'other-council', text: 'Another council', code: '5C', professional: true },
        { value: 'police', text: 'Police', code: '6', professional: true },
        { value: 'legal', text: 'A court, probation or another legal agency', code: '7', professional: true },
        { value: 'drug-alcohol', text: 'A drug and alcohol service', code: '8', professional: true },
        { value: 'voluntary', text: 'A voluntary group, nursery or children’s centre', code: '8', professional: true },
        { value: 'other', text: 'Somebody else', code: '1D', professional: false },
      ],
    },
  ],
})
/** Who may make a contact, by the list in force that day. */
export const sourcesOn = (on: PlainDate): readonly ContactSource[] => sourceLists.on(on).items
/** One of them; whoever tells it may tell no source that the list lacks. */
export const sourceOf = (value: string, on: PlainDate): ContactSource | undefined =>
  sourcesOn(on).find(source => source.value === value)
/** The version of the codes, for what is written on the record. */
export const sourceCodeSet = 'CIN referral source 2013'

/** How soon a contact must be screened (local: reference/domain.md 4.2). */
export type Level = Static<typeof Level>
const Level = Type.Object({
  value: value(),
  text: words(),
  within: Type.Union([
    Type.Object({ hours: Type.Integer({ minimum: 1, maximum: 168 }) }, { additionalProperties: false }),
    Type.Object({ workingDays: Type.Integer({ minimum: 1, maximum: 60 }) }, { additionalProperties: false }),
  ]),
})
const levelLists = localList<readonly Level[]>({
  name: 'front-door-levels',
  about: 'how soon a contact must be screened, the most urgent first',
  schema: Type.Array(Level, { minItems: 1 }),
  shipped: [
    {
      from: day('2024-04-01'),
      items: [
        { value: 'red', text: 'Red: screen within 4 hours', within: { hours: 4 } },
        { value: 'amber', text: 'Amber: screen within 1 working day', within: { workingDays: 1 } },
        { value: 'green', text: 'Green: screen within 3 working days', within: { workingDays: 3 } },
      ],
    },
  ],
})
/** The levels in force that day, the most urgent first. */
export const levelsOn = (on: PlainDate): readonly Level[] => levelLists.on(on).items

const hour = () => Type.Integer({ minimum: 0, maximum: 24 })
/** The front door's own hours, Monday to Friday without bank holidays (local). Outside them the out-of-hours team reads. */
const hourLists = localList({
  name: 'front-door-hours',
  about: 'when the front door opens and shuts on a working day, in whole hours',
  schema: Type.Object({ opens: hour(), shuts: hour() }),
  shipped: [{ from: day('2024-04-01'), items: { opens: 9, shuts: 17 } }],
})
/** When the front door is open on a working day, in whole hours of London. */
export const hoursOn = (on: PlainDate): { readonly opens: number; readonly shuts: number } => hourLists.on(on).items
/** Whether a moment is outside the front door's hours: by night, at the weekend, on a bank holiday. */
export const isOutOfHours = (at: Date): boolean => {
  const { date, hour } = londonClock(at)
  const { opens, shuts } = hoursOn(date)
  return !isWorkingDay(date) || hour < opens || hour >= shuts
}

/** By when a contact of this level is screened: red by the clock, day and night, the others by the end of a working day. */
export const screenBy = (level: Level, toldAt: Date): { readonly on: PlainDate; readonly at?: Date } => {
  if ('workingDays' in level.within) return { on: addWorkingDays(londonDate(toldAt), level.within.workingDays) }
  const at = new Date(toldAt.getTime() + level.within.hours * 3_600_000)
  return { on: londonDate(at), at }
}

/** By when somebody says how soon a contact must be screened: as soon as the most urgent would be, until they have. */
export const rankBy = (toldAt: Date): { readonly on: PlainDate; readonly at?: Date } => {
  const [soonest] = levelsOn(londonDate(toldAt))
  return soonest ? screenBy(soonest, toldAt) : { on: londonDate(toldAt) }
}

/** A referral is decided within one working day; the day it came is day 0 (Working together; reference/domain.md 0.2). */
export const decideBy = (toldAt: Date): PlainDate => addWorkingDays(londonDate(toldAt), 1)
/** An assessment ends within 45 working days of the referral (reference/domain.md 0.2). */
export const assessBy = (toldAt: Date): PlainDate => addWorkingDays(londonDate(toldAt), 45)

import {
  addMonths,
  boxesNamed,
  boxNames,
  type DateBoxes,
  formatDate,
  type PlainDate,
  readBoxes,
} from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import type { MeetingSort } from '../kinds/index.ts'
import { readClock } from '../visiting/clock-time.ts'

/** What stands in a form, as it was typed or ticked. */
export type Fields = Readonly<Partial<Record<string, string | readonly string[]>>>
export const one = (fields: Fields, name: string): string | undefined =>
  [fields[name] ?? []].flat()[0]?.trim() || undefined
export const many = (fields: Fields, name: string): readonly string[] => [fields[name] ?? []].flat()
/** The three boxes of a day. */
export const dayBoxes = (fields: Fields, name: string): DateBoxes =>
  boxesNamed(name, Object.fromEntries(boxNames(name).map(box => [box, one(fields, box)])))

/** Somebody who can be asked to a meeting: who works with the child, and whom the record names of the family. */
export type Invitable = {
  readonly workers: readonly { readonly id: number; readonly name: string; readonly does: string }[]
  readonly family: readonly { readonly name: string; readonly relation: string }[]
}
/** Somebody who is asked. A worker stands by number; everybody else by name, and who they are. */
export type Person = {
  readonly key: string
  readonly who: 'worker' | 'family' | 'outside'
  readonly workerId?: number
  readonly name?: string
  readonly relation?: string
  readonly came?: 'yes' | 'apologies' | 'no'
}
export type Asked = Omit<Person, 'key' | 'came'>

/** A meeting as the form says it. */
export type MeetingCall = {
  readonly sort: MeetingSort
  readonly on: PlainDate
  readonly at: string | undefined
  readonly place: string
  readonly people: readonly Asked[]
  readonly why: string | undefined
}
type Errors = { readonly errors: readonly FormError[] }

/** As many lines as the form has for people from outside. */
export const outsideLines = 5
const eachLine = Array.from({ length: outsideLines }, (_, at) => at + 1)
/** The boxes of the form for words; `workers`, `family` and whom other records may name (`known`) are ticked. */
export const callBoxes = [
  ...['sort', ...boxNames('on'), 'at', 'place', 'changedWhy'],
  ...eachLine.flatMap(at => [`name-${at}`, `relation-${at}`, `known-${at}`]),
]
/** Those that hold free words, which the leak guard looks at. */
export const callWords = ['place', 'changedWhy', ...eachLine.flatMap(at => [`name-${at}`, `relation-${at}`])]

const longest = 200

/**
 * Reads the form of a meeting that is called or changed. Its day is today or later, at most a year ahead; somebody besides the writer is asked.
 * `changing` is the sort of a meeting that stands already, and asks why. Gives the meeting, or what is wrong field by field. Pure.
 */
export const readMeetingCall = (
  fields: Fields,
  {
    sorts,
    invitable,
    today,
    me,
    changing,
  }: {
    readonly sorts: readonly MeetingSort[]
    readonly invitable: Invitable
    readonly today: PlainDate
    readonly me: number
    readonly changing?: MeetingSort
  },
): MeetingCall | Errors => {
  const errors: FormError[] = []
  const wrong = (field: string, text: string) => void errors.push({ field, text })
  const sort = changing ?? sorts.find(item => item.value === one(fields, 'sort'))
  if (!sort) wrong('sort', 'Choose what kind of meeting it is')
  const on = readDay(fields, today, wrong)
  const clock = readClock(one(fields, 'at'))
  if ('problem' in clock) wrong('at', `The time ${clock.problem}`)
  const [place, why] = [one(fields, 'place'), one(fields, 'changedWhy')]
  if (!place) wrong('place', 'Enter where it is, or how people join')
  if (changing && !why) wrong('changedWhy', 'Write why it is changed')
  for (const field of callWords)
    if ((one(fields, field) ?? '').length > longest) wrong(field, `Keep it under ${longest} letters`)
  const people = [...readChosen(fields, invitable), ...readOutside(fields, wrong)]
  if (!changing && people.every(person => person.workerId === me))
    wrong('workers', 'Choose at least one person besides you')
  if (errors.length > 0 || !sort || !on || !place || 'problem' in clock) return { errors }
  return { sort, on, at: clock.time, place, people, why }
}

const readDay = (
  fields: Fields,
  today: PlainDate,
  wrong: (field: string, text: string) => void,
): PlainDate | undefined => {
  const read = readBoxes(dayBoxes(fields, 'on'))
  if (!read) wrong('on-day', 'Enter the day of the meeting')
  else if ('problem' in read) wrong('on-day', `The day of the meeting ${read.problem}`)
  else if (read.date < today) wrong('on-day', `The day of the meeting must be today, ${formatDate(today)}, or later`)
  else if (read.date > addMonths(today, 12)) wrong('on-day', 'The day of the meeting must be within a year')
  else return read.date
  return undefined
}

const readChosen = (fields: Fields, { workers, family }: Invitable): Asked[] => {
  const [ids, names] = [many(fields, 'workers'), many(fields, 'family')]
  return [
    ...workers.filter(({ id }) => ids.includes(String(id))).map(({ id }): Asked => ({ who: 'worker', workerId: id })),
    ...family
      .filter(({ name }) => names.includes(name))
      .map(({ name, relation }): Asked => ({ who: 'family', name, relation })),
  ]
}

const readOutside = (fields: Fields, wrong: (field: string, text: string) => void): Asked[] =>
  eachLine.flatMap((at): Asked[] => {
    const [name, relation] = [one(fields, `name-${at}`), one(fields, `relation-${at}`)]
    if (!name && !relation) return []
    if (!name) wrong(`name-${at}`, `Enter the name, person ${at}`)
    if (!relation) wrong(`relation-${at}`, `Enter who they are, person ${at}`)
    return name && relation ? [{ who: 'outside', name, relation }] : []
  })

/** Are they one and the same of those who are asked? */
export const sameOne = (a: Asked, b: Asked): boolean =>
  a.who === b.who && (a.who === 'worker' ? a.workerId === b.workerId : a.name === b.name)

/**
 * Those who are asked, each under the key they had; somebody new gets the next of `keys`. Whoever stands on the meeting and was not on the
 * form, because this reader may not know of them or the record no longer names them, stays. Pure.
 */
export const keepKeys = (
  asked: readonly Asked[],
  before: readonly Person[],
  shown: readonly Person[],
  newKey: () => string,
): Person[] => [
  ...asked.map(person => {
    const had = before.find(other => sameOne(person, other))
    return had ? { ...had, ...person } : { ...person, key: newKey() }
  }),
  ...before.filter(person => !shown.includes(person)),
]

/** A meeting back in the fields of its form. */
export const fieldsOfMeeting = (meeting: {
  readonly at: string | undefined
  readonly place: string | undefined
  readonly people: readonly Person[]
}): Fields => {
  const of = (who: Person['who']) => meeting.people.filter(person => person.who === who)
  return {
    at: meeting.at ?? '',
    place: meeting.place ?? '',
    workers: of('worker').map(({ workerId }) => String(workerId)),
    family: of('family').flatMap(({ name }) => name ?? []),
    ...Object.fromEntries(
      of('outside').flatMap(({ name, relation }, at) => [
        [`name-${at + 1}`, name ?? ''],
        [`relation-${at + 1}`, relation ?? ''],
      ]),
    ),
  }
}

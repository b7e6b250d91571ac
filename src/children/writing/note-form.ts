import { getRole, roles } from '../../access/index.ts'
import {
  boxesNamed,
  type Category,
  categories,
  formatDate,
  lowerFirst,
  type PlainDate,
  readBoxes,
} from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import type { TextGuard } from '../leak-guard/index.ts'

/** What stands in the note's form, as it was typed. */
export type NoteFields = Readonly<
  Partial<
    Record<
      | 'noteKind'
      | 'on-day'
      | 'on-month'
      | 'on-year'
      | 'happenedAt'
      | 'present'
      | 'seen'
      | 'childSaid'
      | 'text'
      | 'thirdParty'
      | 'thirdPartyName'
      | 'harm'
      | 'legal'
      | 'category'
      | 'reason'
      | 'page'
      | 'onTopOf'
      | 'from',
      string
    >
  >
>

export const noteKinds = [
  { value: 'visit', text: 'Visit' },
  { value: 'call', text: 'Call' },
  { value: 'meeting', text: 'Meeting' },
  { value: 'message', text: 'Message or letter' },
  { value: 'other', text: 'Something else' },
] as const

export type Passage = {
  readonly text: string
  readonly about: 'child' | 'third-party' | 'harm' | 'legal'
  readonly person?: string
}
/** A note ready to be written. */
export type NoteBody = {
  readonly noteKind: string
  readonly happenedOn: PlainDate
  readonly happenedAt?: string
  readonly present?: string
  readonly seen?: boolean
  readonly seenAlone?: boolean
  readonly childSaid?: readonly Passage[]
  readonly passages: readonly Passage[]
  readonly correctionReason?: string
}

const typed = (value: string | undefined): string | undefined => value?.trim() || undefined
const longest = 20_000

/**
 * What the form says, or what is wrong with it, field by field. `choices` are the categories that this writer may write;
 * `correcting` asks for a reason. A note of a day to come is refused.
 */
export const readNoteForm = (
  fields: NoteFields,
  choices: readonly Category[],
  today: PlainDate,
  correcting: boolean,
): { body: NoteBody; category: Category } | { errors: FormError[] } => {
  const errors: FormError[] = []
  const wrong = (field: string, text: string): void => void errors.push({ field, text })
  const noteKind = noteKinds.find(k => k.value === fields.noteKind)?.value
  if (!noteKind) wrong('noteKind', 'Choose what kind of note this is')
  const happenedOn = readDay(fields, today, wrong)
  if (typed(fields.text) === undefined) wrong('text', 'Write what happened')
  if (
    [fields.text, fields.childSaid, fields.thirdParty, fields.harm, fields.legal].some(t => (t ?? '').length > longest)
  )
    wrong('text', `Keep each part under ${longest.toLocaleString('en-GB')} letters. Attach a document for longer texts`)
  if (typed(fields.thirdParty) && !typed(fields.thirdPartyName)) wrong('thirdPartyName', 'Enter who that part is about')
  const category = choices.find(c => c === fields.category)
  if (!category) wrong('category', 'Choose who can see this note')
  const reason = typed(fields.reason)
  if (correcting && !reason) wrong('reason', 'Write why you correct this note')
  if (errors.length > 0 || !noteKind || !happenedOn || !category) return { errors }
  return {
    category,
    body: {
      noteKind,
      happenedOn,
      ...optional(fields),
      passages: passagesOf(fields),
      ...(reason ? { correctionReason: reason } : {}),
    },
  }
}

const guardedFields = [
  'happenedAt',
  'present',
  'childSaid',
  'text',
  'thirdParty',
  'thirdPartyName',
  'harm',
  'legal',
  'reason',
] as const

/** What must not stand in what is written, field by field (a note's unless `names` says which): where the child can be found, when not all who read the note may know it. */
export const findLeaks = (
  fields: Readonly<Record<string, string | undefined>>,
  guard: TextGuard,
  first: string,
  names: readonly string[] = guardedFields,
): FormError[] =>
  names.flatMap(field => {
    const [found, ofFamily] = [guard.find(fields[field] ?? ''), guard.findOfFamily(fields[field] ?? '')]
    if (ofFamily.length > 0) return [{ field, text: takeOut(ofFamily, `a child of ${first}’s family`) }]
    if (found.length === 0) return []
    const text = guard.known
      ? takeOut(found, first)
      : 'Take out the address: the record shows none. To have an address recorded, call the duty team'
    return [{ field, text }]
  })

const takeOut = (found: readonly string[], who: string): string =>
  `Take out the ${found.join(' and the ')}: where ${who} can be found is protected, and not everyone who reads this may know it`

const readDay = (
  fields: NoteFields,
  today: PlainDate,
  wrong: (field: string, text: string) => void,
): PlainDate | undefined => {
  const read = readBoxes(boxesNamed('on', fields))
  if (!read) wrong('on-day', 'Enter the day it happened')
  else if ('problem' in read) wrong('on-day', `The day it happened ${read.problem}`)
  else if (read.date > today) wrong('on-day', `The day it happened must be today, ${formatDate(today)}, or in the past`)
  else return read.date
  return undefined
}

const optional = (fields: NoteFields) => {
  const [happenedAt, present, said] = [typed(fields.happenedAt), typed(fields.present), typed(fields.childSaid)]
  return {
    ...(happenedAt ? { happenedAt } : {}),
    ...(present ? { present } : {}),
    ...(fields.seen === 'alone' ? { seen: true, seenAlone: true } : {}),
    ...(fields.seen === 'yes' ? { seen: true, seenAlone: false } : {}),
    ...(fields.seen === 'no' ? { seen: false } : {}),
    ...(said ? { childSaid: [{ text: said, about: 'child' as const }] } : {}),
  }
}

const passagesOf = (fields: NoteFields): Passage[] => {
  const part = (text: string | undefined, about: Passage['about'], person?: string): Passage[] => {
    const written = typed(text)
    return written ? [{ text: written, about, ...(person ? { person } : {}) }] : []
  }
  return [
    ...part(fields.text, 'child'),
    ...part(fields.thirdParty, 'third-party', typed(fields.thirdPartyName)),
    ...part(fields.harm, 'harm'),
    ...part(fields.legal, 'legal'),
  ]
}

/** A note back in the fields of the form, to be corrected. */
export const fieldsOfNote = (body: Readonly<Record<string, unknown>>, category: Category): NoteFields => {
  const note = body as Partial<NoteBody>
  const passage = (about: Passage['about']) => (note.passages ?? []).filter(p => p.about === about)
  const text = (about: Passage['about']) =>
    passage(about)
      .map(p => p.text)
      .join('\n\n')
  const [year = '', month = '', day = ''] = (note.happenedOn ?? '').split('-')
  return {
    noteKind: note.noteKind ?? '',
    'on-day': day.replace(/^0/, ''),
    'on-month': month.replace(/^0/, ''),
    'on-year': year,
    happenedAt: note.happenedAt ?? '',
    present: note.present ?? '',
    seen: note.seenAlone ? 'alone' : note.seen ? 'yes' : note.seen === false ? 'no' : '',
    childSaid: (note.childSaid ?? []).map(p => p.text).join('\n\n'),
    text: text('child'),
    thirdParty: text('third-party'),
    thirdPartyName: passage('third-party')
      .flatMap(p => p.person ?? [])
      .join(', '),
    harm: text('harm'),
    legal: text('legal'),
    category,
  }
}

/** Who can read a note of a category, from the rules that decide: those who see the category in full and work with the child. */
export const readersOf = (category: Category): string[] =>
  roles
    .filter(role => getRole(role.key).cells[category] === 'F' && role.key !== 'clearing-house')
    .map(role => lowerFirst(role.plural))

/** The categories, in their one order, that a kind allows and this writer may write. */
export const writableOf = (allowed: readonly Category[], may: (category: Category) => boolean): Category[] =>
  categories.filter(c => allowed.includes(c) && may(c))

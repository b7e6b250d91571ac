import type { Category, PlainDate } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { type NoteBody, type NoteFields, readNoteForm } from './note-form.ts'

/** One of the children whom a note can be about. */
export type NoteChild = {
  readonly address: string
  readonly first: string
  readonly name: string
  readonly age: string
}

/** As many children as one note can be about. */
export const mostChildren = 8
/** The boxes of each child, after which their place in the form stands: who it is, whether the note is about them, and what is theirs alone. */
export const childBoxes = ['who', 'in', 'seen', 'said', 'own'] as const

/** What stands in the form: the boxes of a note, and those of each child. */
export type FamilyNoteFields = Readonly<Record<string, string | undefined>>

/** One child's note: what was written for all of them, and what is theirs alone. */
export type OneOfNotes = { readonly child: NoteChild; readonly at: number; readonly body: NoteBody }

/**
 * Reads a note that is written once for several children. `children` are those whom the writer may choose from now; of each that is chosen
 * comes a note of their own, in which only their own words and parts stand beside what is said of all. Pure.
 */
export const readFamilyNote = (
  fields: FamilyNoteFields,
  children: readonly NoteChild[],
  choices: readonly Category[],
  today: PlainDate,
): { readonly notes: readonly OneOfNotes[]; readonly category: Category } | { readonly errors: FormError[] } => {
  const chosen = placesOf(fields).filter(at => fields[`in-${at}`] === 'yes')
  const read = chosen.map(at => ({ at, ...readNoteForm(fieldsOfOne(fields, at), choices, today, false) }))
  const errors: FormError[] = []
  if (chosen.length < 2)
    errors.push({
      field: 'in-1',
      text: 'Choose at least two children. A note about one is written on their own record',
    })
  const common = read[0] ?? readNoteForm(fieldsOfOne(fields, 1), choices, today, false)
  if ('errors' in common) errors.push(...common.errors)
  const notes = read.flatMap((one): OneOfNotes[] => {
    const child = children.find(({ address }) => address === fields[`who-${one.at}`])
    if (!child) {
      errors.push({ field: `in-${one.at}`, text: 'This child is not of the family here any more. Load the page again' })
      return []
    }
    if (!('body' in one)) return []
    const own = fields[`own-${one.at}`]?.trim()
    const passages = [...one.body.passages, ...(own ? [{ text: own, about: 'child' as const }] : [])]
    return [{ child, at: one.at, body: { ...one.body, passages } }]
  })
  if (errors.length > 0 || !('category' in common)) return { errors }
  return { notes, category: common.category }
}

/**
 * What was typed, in the places of the form as it is now: who else is of the family may have changed since somebody typed, and what was typed about one
 * of them never comes to stand under another's name. `others` are the children after the first, who is always the same. Pure.
 */
export const inPlacesOfNow = (
  fields: FamilyNoteFields,
  others: readonly Pick<NoteChild, 'address'>[],
): FamilyNoteFields => {
  const moved: Record<string, string | undefined> = { ...fields }
  for (let at = 2; at <= mostChildren; at++) {
    const child = others[at - 2]?.address
    const before = child && placesOf(fields).find(place => fields[`who-${place}`] === child)
    for (const box of childBoxes) moved[`${box}-${at}`] = before ? fields[`${box}-${before}`] : undefined
  }
  return moved
}

const placesOf = (fields: FamilyNoteFields): readonly number[] =>
  Array.from({ length: mostChildren }, (_, at) => at + 1).filter(at => fields[`who-${at}`])

/** The note's own boxes, with what is this child's alone. */
const fieldsOfOne = (fields: FamilyNoteFields, at: number): NoteFields => ({
  ...(fields as NoteFields),
  seen: fields[`seen-${at}`] ?? '',
  childSaid: fields[`said-${at}`] ?? '',
})

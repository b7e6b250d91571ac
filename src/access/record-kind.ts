import type { Static, TObject } from 'typebox'
import { type Category, categoryBit, type Sensitivity } from '../kernel/index.ts'
import type { KeptAs } from './keeping.ts'

/** The label of one field where it differs from its kind's. */
export type FieldLabel = {
  readonly category?: Category
  readonly sensitivity?: Sensitivity
  readonly summary?: boolean
}

/** The plain columns of `entry` that filters and sorts may use (JSON cannot use an index under row security: stack.md T7). */
export type Promoted = 'due_on' | 'status' | 'code' | 'number' | 'ref'

export type TimelineLine = { readonly title: string; readonly detail?: string; readonly key: boolean }

/**
 * One kind of thing that can be known about a child: an object in a list, not a migration. A grant is typed by the kinds it
 * covers, so that a query for another kind does not compile.
 */
export type RecordKind<K extends string = string, S extends TObject = TObject> = {
  readonly kind: K
  /** What people call it: "Suspension". */
  readonly title: string
  readonly category: Category
  readonly sensitivity: Sensitivity
  /** Shown where the matrix says summary. */
  readonly summary: boolean
  /** Says where the child can be found: hidden with a protected address. */
  readonly location: boolean
  /** The council's own: no school reads it, whatever its row of the matrix says (docs/access.md, rule 6). */
  readonly council: boolean
  readonly schema: S
  readonly labels: { readonly [F in keyof Static<S>]?: FieldLabel }
  readonly promotes: { readonly [P in Promoted]?: keyof Static<S> & string }
  /** The line on the child's timeline, or nothing for facts that are not events. */
  line(body: Partial<Static<S>>): TimelineLine | undefined
  /** What it is kept as: the schedule (`keeping.ts`) says how long, and by which law. */
  readonly retention: KeptAs
  readonly writers: 'sources' | 'people' | 'both'
  /** The fields that hold the child's own words as they said them, and what the occasion is called where the title does not say. */
  readonly ownWords: {
    readonly fields: readonly (keyof Static<S> & string)[]
    calls?(body: Readonly<Record<string, unknown>>): string | undefined
  }
  /** For kinds whose every entry takes the category its author chose (notes, documents, visits): the ones that may be chosen. */
  readonly mayBe: readonly Category[]
}

/** Defines a record kind with the usual defaults: sensitivity 1, not a summary, no location, schools too, no timeline line, kept as a pupil’s record is. */
export const recordKind = <K extends string, S extends TObject>(
  definition: Pick<RecordKind<K, S>, 'kind' | 'title' | 'category' | 'schema'> & Partial<RecordKind<K, S>>,
): RecordKind<K, S> => ({
  sensitivity: 1,
  summary: false,
  location: false,
  council: false,
  labels: {},
  promotes: {},
  line: () => undefined,
  retention: 'pupil',
  writers: 'sources',
  mayBe: [],
  ownWords: { fields: [] },
  ...definition,
})

/** The columns an entry of this kind is stored with; one part for each label, since a row of `entry` has exactly one. */
export type LabelledPart = {
  readonly category: Category
  readonly category_bit: number
  readonly sensitivity: Sensitivity
  readonly summary: boolean
  readonly body: Record<string, unknown>
}

/**
 * Splits a body into parts of one label each, so that a forbidden field is never read from the database. Absent fields are
 * left out. Throws on a field the schema does not list: an unlabelled fact is refused.
 */
export const labelledParts = (
  kind: RecordKind,
  body: Readonly<Record<string, unknown>>,
  chosen: Category = kind.category,
): LabelledPart[] => {
  if (chosen !== kind.category && !kind.mayBe.includes(chosen))
    throw new Error(`The record kind ${kind.kind} cannot be ${chosen}`)
  const parts = new Map<string, LabelledPart>()
  for (const [field, value] of Object.entries(body)) {
    if (value === undefined || value === null || value === '') continue
    if (!(field in kind.schema.properties)) throw new Error(`The record kind ${kind.kind} has no field ${field}`)
    const own = kind.labels[field] ?? {}
    const category = own.category ?? chosen
    const sensitivity = own.sensitivity ?? kind.sensitivity
    const summary = own.summary ?? kind.summary
    const key = `${category}/${sensitivity}/${summary}`
    const part = parts.get(key) ?? { category, category_bit: categoryBit(category), sensitivity, summary, body: {} }
    part.body[field] = value
    parts.set(key, part)
  }
  return [...parts.values()]
}

/** Every category that an entry of these kinds may carry: what a page that needs the kinds declares. */
export const categoriesOf = (kinds: readonly RecordKind[]): Category[] => [
  ...new Set(
    kinds.flatMap(k => [
      k.category,
      ...k.mayBe,
      ...Object.values(k.labels).flatMap(l => (l?.category ? [l.category] : [])),
    ]),
  ),
]

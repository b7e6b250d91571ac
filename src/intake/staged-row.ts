import { createHash } from 'node:crypto'
import type { Static, TObject } from 'typebox'
import { Compile } from 'typebox/compile'
import { type LabelledPart, labelledParts, type Promoted, type RecordKind } from '../access/index.ts'
import { addDays, type Category, categoryBit, londonDate, type PlainDate, silentCategories } from '../kernel/index.ts'
import type { Fact } from './source.ts'

/** One row of `entry` but for its subject, its source record and when we learnt it. */
export type StagedEntry = Omit<LabelledPart, 'body'> & {
  readonly kind: string
  readonly body: Readonly<Record<string, unknown>>
  readonly true_from: PlainDate
  readonly true_to: string
  readonly occasion_id: string | null
} & { readonly [P in Promoted]?: unknown }

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()

/** A source's own name of an occasion as the uuid that the entries of all concerned share. */
export const occasionId = (sourceId: string, occasion: string): string => {
  const bytes = hashOf(`${sourceId}\n${occasion}`).subarray(0, 16)
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x80
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** The day after, since both clocks are half-open and a civil end date includes its day; without one, an open end. */
export const endAfter = (last: PlainDate | undefined): string => (last ? addDays(last, 1) : 'infinity')

type Checker = { Check(value: unknown): boolean; Errors(value: unknown): Iterable<{ instancePath: string }> }
const checkers = new WeakMap<TObject, Checker>()

const checkBody = (kind: RecordKind, body: Readonly<Record<string, unknown>>): void => {
  const checker = checkers.get(kind.schema) ?? (Compile(kind.schema) as Checker)
  checkers.set(kind.schema, checker)
  if (checker.Check(body)) return
  const places = [...checker.Errors(body)].map(error => error.instancePath || '/')
  throw new Error(`A source wrote a ${kind.kind} that its schema does not allow: ${places.join(', ')}`)
}

const withoutBlanks = (body: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([, v]) => v !== undefined && v !== null && v !== ''))

const promotedFrom = (kind: RecordKind, part: LabelledPart): { [P in Promoted]?: unknown } =>
  Object.fromEntries(
    Object.entries(kind.promotes).flatMap(([column, field]) =>
      field && part.body[field] !== undefined ? [[column, part.body[field]]] : [],
    ),
  )

/** Who says it, and what its knowing the child at all would tell. */
export type Teller = { readonly id: string; readonly tells: Category | undefined }

/** Whatever a silent service says of a child stays with those who may know of that service (design 4). */
const underSilence = (part: LabelledPart, tells: Category | undefined): LabelledPart =>
  tells !== undefined && silentCategories.includes(tells) && !silentCategories.includes(part.category)
    ? { ...part, category: tells, category_bit: categoryBit(tells) }
    : part

/**
 * The entries of one fact: one for each label its fields carry, so that a forbidden field is never read from the database.
 * Undated facts hold from the day of `asOf` on. Throws where the body is not what its kind's schema says: a fault of the
 * source, told without any value.
 */
export const stageFact = (teller: Teller, fact: Fact, asOf: Date): StagedEntry[] => {
  const body = withoutBlanks(fact.body) as Static<TObject>
  checkBody(fact.kind, body)
  return labelledParts(fact.kind, body, fact.category ?? fact.kind.category).map(part => ({
    ...underSilence(part, teller.tells),
    ...promotedFrom(fact.kind, part),
    kind: fact.kind.kind,
    true_from: fact.from ?? londonDate(asOf),
    true_to: endAfter(fact.to),
    occasion_id: fact.occasion === undefined ? null : occasionId(teller.id, fact.occasion),
  }))
}

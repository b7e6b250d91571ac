import { type Static, Type } from 'typebox'
import { type Category, categories } from '../../kernel/index.ts'
import { consentRules } from '../consent.ts'
import { involvementKinds } from '../involvement-kinds.ts'
import { roles } from '../roles.ts'

const anyOf = <T extends string>(words: readonly T[]) =>
  Type.Unsafe<T>(Type.Union(words.map(word => Type.Literal(word))))
const id = Type.String({ minLength: 1 })
const Instant = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?(Z|[+-]\\d\\d:\\d\\d)$',
})
const span = { from: Instant, to: Type.Union([Instant, Type.Null()]) }
const closed = { additionalProperties: false } as const
const list = <T extends Parameters<typeof Type.Array>[0]>(item: T) => Type.Array(item)

/** What may be asked: to read an entry, or to write about the child in the entry's category. */
export const actions = ['read', 'write'] as const
/** Duties over every child, narrow; held by name. */
export const functions = ['one-record'] as const
/** Why a reader looks. Looking after the product opens no record; no other purpose changes an answer. */
export const purposes = ['direct-work', 'duty-check', 'statutory-return', 'quality-audit', 'support'] as const

/** Who may have agreed to what, and how far it opens. */
export const consentGivers = ['young-person', 'parent'] as const
export const consentSights = ['contact', 'summary'] as const
const consentCategories = consentRules.map(rule => rule.category)

/** What is said of a user, a child or an entry for a while, beside their ties: each acts in a rule of its own. */
export const flags = {
  user: ['training-out'],
  child: ['protected-address'],
  entry: ['location-bearing', 'source-withdrawn'],
} as const
const AnyCategory = anyOf<Category>(categories)
const orNull = <T extends Parameters<typeof Type.Array>[0]>(item: T) => Type.Union([item, Type.Null()])
/** A part that may be left out, or be null. Of what has no order, an empty object is as empty as an empty list. */
const maybe = <T extends Parameters<typeof Type.Array>[0]>(item: T) => Type.Optional(orNull(item))
const maybeList = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  Type.Optional(Type.Union([list(item), Type.Object({}, closed), Type.Null()]))

/** A world as data: who there is, what ties them, what is known, and who asks for what. docs/access.md says what each means. */
export const World = Type.Object(
  {
    world: Type.Union([Type.String(), Type.Number()]),
    now: Instant,
    users: list(
      Type.Object(
        {
          id,
          role: anyOf(roles.map(role => role.key)),
          teams: list(Type.Object({ team: id, ...span }, closed)),
          active: Type.Boolean(),
          named: list(anyOf(functions)),
          organisation: maybe(id),
        },
        closed,
      ),
    ),
    children: list(Type.Object({ id, restricted: Type.Boolean(), allow: list(id), conflicts: list(id) }, closed)),
    involvements: list(
      Type.Object(
        {
          child: id,
          user: maybe(id),
          team: maybe(id),
          kind: anyOf(involvementKinds.map(kind => kind.key)),
          ...span,
        },
        closed,
      ),
    ),
    oversight: list(Type.Object({ user: id, team: id, categories: list(AnyCategory), ...span }, closed)),
    urgent: list(Type.Object({ user: id, child: id, categories: list(AnyCategory), ...span }, closed)),
    entries: list(
      Type.Object(
        {
          id,
          child: id,
          category: AnyCategory,
          sensitivity: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4)]),
          sealed: Type.Union([Type.Null(), Type.Literal('known'), Type.Literal('silent')]),
          named: list(id),
          summary: maybe(Type.Boolean()),
          council: maybe(Type.Boolean()),
        },
        closed,
      ),
    ),
    enrolments: maybeList(Type.Object({ child: id, team: id, ...span }, closed)),
    purpose: maybe(anyOf(purposes)),
    consents: maybeList(
      Type.Object(
        {
          child: id,
          category: anyOf<Category>(consentCategories),
          by: anyOf(consentGivers),
          user: maybe(id),
          team: maybe(id),
          opens: anyOf(consentSights),
          ...span,
          withdrawn: orNull(Instant),
        },
        closed,
      ),
    ),
    agreements: maybeList(
      Type.Object({ organisation: id, categories: list(AnyCategory), ...span, withdrawn: orNull(Instant) }, closed),
    ),
    flags: maybeList(
      Type.Union([
        Type.Object({ flag: anyOf(flags.user), user: id, ...span }, closed),
        Type.Object({ flag: anyOf(flags.child), child: id, named: list(id), ...span }, closed),
        Type.Object({ flag: anyOf(flags.entry), entry: id, ...span }, closed),
      ]),
    ),
    asks: list(Type.Object({ user: id, child: id, entry: id, action: anyOf(actions) }, closed)),
  },
  closed,
)
export type World = Static<typeof World>
/** A world's consents; one that names none has none. */
export const consentsOf = ({ consents }: World) => (Array.isArray(consents) ? consents : [])
/** The agreements of a world's organisations; one that names none has none. */
export const agreementsOf = ({ agreements }: World) => (Array.isArray(agreements) ? agreements : [])
/** Who is on which roll of a world; one that names none has none. */
export const enrolmentsOf = ({ enrolments }: World) => (Array.isArray(enrolments) ? enrolments : [])
/** A world's flags; one that names none has none. */
export const flagsOf = ({ flags }: World) => (Array.isArray(flags) ? flags : [])
export type Ask = World['asks'][number]
export type Answer = { readonly ask: Ask; readonly answer: 'content' | 'contact' | 'nothing'; readonly rule: string }

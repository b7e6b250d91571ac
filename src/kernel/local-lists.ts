import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { isPlainDate, type PlainDate } from './plain-date.ts'

/** A list as it holds from a day on: the council's words and times change, and what was written keeps those of its day. */
export type Dated<T> = { readonly from: PlainDate; readonly items: T }
/** The versions of one list, the earliest first. Days before the first have the first. */
export type DatedList<T> = {
  readonly versions: readonly [Dated<T>, ...Dated<T>[]]
  on(day: PlainDate): Dated<T>
}
/** What a council may change, as it ships. */
type Described<T> = {
  /** Its name in the council's file. */
  readonly name: string
  /** What it is, in a few words for whoever keeps the file. */
  readonly about: string
  readonly schema: TSchema
  readonly shipped: readonly [Dated<T>, ...Dated<T>[]]
  /** What is wrong with the versions as a whole, which the schema cannot say. */
  readonly faultIn?: (versions: readonly Dated<T>[]) => string | undefined
}
type Told = Readonly<Record<string, unknown>>

const described = new Map<string, Described<unknown>>()
let told: Told = {}

/** What stands in a file of lists. @throws Error in a plain sentence where it is no such file. */
export const readLists = (file: unknown): Told => {
  if (typeof file !== 'object' || file === null || Array.isArray(file))
    throw new Error('The council’s lists must be one JSON object: the name of each list, with its versions.')
  return file as Told
}

/** Takes what the council's own file says, before any list is described. */
export const useLocalLists = (file: Told): void => {
  told = file
}

/** Describes a list that a council may change, and gives it with the council's own versions. @throws Error for a fault in the council's file. */
export const localList = <T>(list: Described<T>): DatedList<T> => {
  described.set(list.name, list as never)
  const fault = faultOf(list as never, told[list.name])
  if (fault) throw new Error(fault)
  const own = (told[list.name] ?? []) as readonly Dated<T>[]
  const versions = [...list.shipped, ...own].toSorted((a, b) => a.from.localeCompare(b.from))
  const [first, ...later] = versions as [Dated<T>, ...Dated<T>[]]
  return { versions: [first, ...later], on: day => versions.findLast(one => one.from <= day) ?? first }
}

/** Every list that a council may change, with the versions that ship, by name. */
export const describedLists = (): readonly Pick<Described<unknown>, 'name' | 'about' | 'shipped'>[] =>
  [...described.values()].toSorted((a, b) => a.name.localeCompare(b.name))

/** What is wrong with a council's file, one plain sentence for each; nothing where it can be used. */
export const faultsIn = (file: Told): readonly string[] =>
  Object.entries(file).flatMap(([name, versions]) => {
    const list = described.get(name)
    if (!list) return [`There is no list “${name}”: see throughline lists.`]
    return faultOf(list, versions) ?? []
  })

/** Refuses names in the council's file that are no list, once all are described. @throws Error in a plain sentence. */
export const refuseUnknownLists = (): void => {
  const unknown = Object.keys(told).find(name => !described.has(name))
  if (unknown) throw new Error(`LOCAL_LISTS: there is no list “${unknown}”: see throughline lists.`)
}

const faultOf = ({ name, schema, shipped, faultIn }: Described<unknown>, own: unknown): string | undefined => {
  if (own === undefined) return undefined
  const say = (words: string): string => `LOCAL_LISTS, “${name}”: ${words}`
  if (!Array.isArray(own)) return say('it must be a list of versions, each with “from” and “items”.')
  const days = new Set<string>(shipped.map(one => one.from))
  for (const [at, version] of (own as Partial<Dated<unknown>>[]).entries()) {
    const nth = `version ${at + 1}`
    const from = version?.from
    if (typeof from !== 'string' || !isPlainDate(from)) return say(`${nth} needs “from”, a day like 2027-04-01.`)
    if (days.has(from)) return say(`${nth} begins on ${from}, as another does: choose another day.`)
    days.add(from)
    const [wrong] = Value.Errors(schema, version.items)
    if (wrong) return say(`${nth}, items${placeIn(wrong.instancePath)}: ${wrong.message}.`)
  }
  const fault = faultIn?.([...shipped, ...(own as Dated<unknown>[])])
  return fault && say(fault)
}

/** Where in a version something stands, as people count: the first of several is 1. */
const placeIn = (path: string): string =>
  path.replaceAll('/', ' › ').replace(/(?<= )\d+(?= |$)/g, at => String(Number(at) + 1))

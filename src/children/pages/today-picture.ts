import { formatClock, formatDate, formatNearDate, londonDate, type PlainDate, upperFirst } from '../../kernel/index.ts'
import type { Candidate, Carer, GoldenRecord, KnownFact, Survivor } from '../golden-record/index.ts'
import type { Ahead } from '../panel.ts'
import { type Relative, tieWords } from './family.queries.ts'
import type { Hazard } from './hazards.ts'
import type { Told, ToldOrMissing } from './told.view.ts'

/** Who said a value, and on which day it was so. */
export const saidBy = (c: Pick<Candidate<unknown>, 'said' | 'from' | 'knownFrom' | 'saidByChild'>) => ({
  by: c.said,
  on: c.from ?? londonDate(c.knownFrom),
})

/** Who said it, and when we last heard it: for what began long ago and still holds, such as an address. */
export const heardBy = (c: Pick<Candidate<unknown>, 'said' | 'knownFrom'>) => ({
  by: c.said,
  on: londonDate(c.knownFrom),
})

const relationNames: Readonly<Record<string, string>> = {
  mother: 'mum',
  father: 'dad',
  'foster parent': 'foster carer',
}

/** The tie in the family's own word where there is one: "mum"; "parent or carer" where none is recorded. */
export const relationWords = ({ relation }: Pick<Carer, 'relation'>): string => {
  const word = relation?.toLowerCase()
  return word ? (relationNames[word] ?? word) : 'parent or carer'
}

/** "mum Grace Okafor". */
export const carerWords = (carer: Pick<Carer, 'name' | 'relation'>): string =>
  carer.relation ? `${relationWords(carer)} ${carer.name}` : carer.name

/** "mum" where there can be only one, else with the name. */
export const shortCarer = (carer: Pick<Carer, 'name' | 'relation'>): string =>
  ['mum', 'dad'].includes(relationWords(carer)) ? relationWords(carer) : carerWords(carer)

/** The carers that a source says live with the child. */
export const carersHere = (record: GoldenRecord): Survivor<Carer>[] =>
  record.carers.filter(c => c.value.livesWith === true)

/** "mum Grace Okafor and brother Theo, 6", with who said so; a child the reader may not see is not among them. */
export const livesWith = (record: GoldenRecord, relatives: readonly Relative[], first: string): ToldOrMissing => {
  const carers = carersHere(record)
  const children = relatives.filter(r => r.livesHere)
  const people = [...carers.map(c => carerWords(c.value)), ...children.map(r => `${tieWords(r)} ${r.first}`)]
  const source = carers[0] ?? record.address
  const call = record.carers[0]
  if (people.length > 0 && source) {
    const unsure = carers.length === 0 && call ? `. Not recorded whether ${carerWords(call.value)} lives here` : ''
    return { rest: `${upperFirst(listWords(people))}${unsure}`, said: saidBy(source), kind: 'lives-with' }
  }
  if (call)
    return {
      rest: `Not recorded who lives here. First to call: ${carerWords(call.value)}`,
      said: saidBy(call),
      kind: 'lives-with',
    }
  return { missing: `Who lives with ${first} is not recorded. A school or a worker can add it.` }
}

/** The languages spoken, and what to know about talking with the child. */
export const howWeTalk = (own: readonly KnownFact[], hazards: readonly Hazard[], first: string): ToldOrMissing => {
  const said = own.filter(f => f.kind === 'background' && (f.body.firstLanguage || f.body.homeLanguage))
  const latest = said.toSorted(
    (a, b) => a.rank - b.rank || (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : a.entry - b.entry),
  )[0]
  const talking = hazards.filter(h => h.sort === 'talking').map(h => h.title)
  const rest = talking.length > 0 ? `. ${talking.join('. ')}` : ''
  if (latest) {
    const languages = [...new Set([latest.body.homeLanguage, latest.body.firstLanguage].flatMap(languageWords))]
    const disagree = new Set(said.flatMap(f => languageWords(f.body.firstLanguage))).size > 1
    return {
      strong: listWords(languages),
      rest,
      said: { by: latest.said, on: dayOf(latest) },
      kind: 'language',
      ...(disagree ? { disagree: true } : {}),
    }
  }
  const note = hazards.find(h => h.sort === 'talking')
  if (note) return { strong: note.title, said: { by: note.said, on: note.on }, kind: 'language' }
  return { missing: `Language and how ${first} likes to talk are not recorded. Anyone who knows ${first} can add it.` }
}

/** The language's name; the code set marks some names with a star for a note of its own. */
const languageWords = (value: unknown): string[] =>
  typeof value === 'string' && value !== '' ? [value.replace(/\*$/, '')] : []

const dayOf = (fact: KnownFact): PlainDate => fact.from ?? londonDate(fact.knownFrom)

/** The nearest thing booked or due, of the child's own visits and what the services have ahead. */
export const nextAhead = (own: readonly KnownFact[], ahead: readonly Ahead[], today: PlainDate): ToldOrMissing => {
  const visits = own
    .filter(f => f.kind === 'visit' && typeof f.body.on === 'string' && f.body.on >= today)
    .map((f): Ahead => {
      const on = String(f.body.on) as PlainDate
      const at = typeof f.body.at === 'string' ? ` at ${formatClock(f.body.at)}` : ''
      const words = `${on === today ? 'today' : formatNearDate(on, today)}${at}, ${f.body.worker}`
      return {
        on,
        words,
        told: {
          strong: String(f.body.purpose ?? 'Visit'),
          rest: ` ${words}`,
          said: { by: f.said, on: londonDate(f.knownFrom) },
          kind: 'lasting',
        },
      }
    })
  const first = [...visits, ...ahead].filter(a => a.on >= today).sort((a, b) => (a.on < b.on ? -1 : 1))[0]
  return first?.told ?? { missing: 'No visit or review is booked that you can see.' }
}

/** When a worker last saw the child, from the notes and from what services say; the latest day counts. */
export const lastSeenOf = (
  own: readonly KnownFact[],
  told: readonly Told[],
  authors: ReadonlyMap<number, string>,
): ToldOrMissing => {
  const alone = (f: KnownFact) => f.body.seenAlone === true || f.body.outcome === 'seen-alone'
  const notes = own
    .filter(f => (f.kind === 'note' && f.body.seen === true) || f.body.outcome === 'seen' || alone(f))
    .map((f): Told => {
      const on = String(f.body.happenedOn) as PlainDate
      const by = f.author === undefined ? undefined : authors.get(f.author)
      return {
        strong: formatDate(on),
        rest: alone(f) ? ', seen alone' : '',
        said: by ? { by, person: true, on } : { by: f.said, on },
        kind: 'lasting',
      }
    })
  const latest = [...notes, ...told].sort((a, b) => (a.said.on < b.said.on ? 1 : -1))[0]
  return latest ?? { missing: 'No worker has written that they saw the child, as far as you can see.' }
}

/** "a, b and c". */
export const listWords = (list: readonly string[]): string =>
  list.length < 2 ? (list[0] ?? '') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`

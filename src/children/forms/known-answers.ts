import type { RecordKind } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { upperFirst } from '../../kernel/index.ts'
import { familyPersons, isSame } from '../family/family-person.ts'
import { type GoldenRecord, holdsOn, type KnownFact } from '../golden-record/index.ts'
import type { FreshnessKind } from '../pages/freshness.ts'
import { carersHere, carerWords, heardBy, howWeTalk, listWords, saidBy } from '../pages/today-picture.ts'
import type { Said } from '../pages/told.view.ts'

/** What the record can answer by itself: a form shows it and never asks it as if nobody knew. In the order of the form. */
export const knownLabels = {
  school: 'School or nursery',
  'lives-with': 'Who looks after the child at home',
  responsibility: 'Who has parental responsibility',
  doctor: 'Doctor’s surgery',
  needs: 'Special educational needs',
  disability: 'Disability',
  language: 'Languages',
} as const
export type KnownAbout = keyof typeof knownLabels
/** One such answer for one reader: what is known, who said it and when; nothing known where there is no value. */
export type KnownAnswer = {
  readonly about: KnownAbout
  readonly label: string
  readonly known?: { readonly value: string; readonly said: Said; readonly kind: FreshnessKind }
}
/** The kinds of other services that answer some of it. */
export type KnownKinds = { readonly needs: RecordKind; readonly disability: RecordKind }

/** What this reader may know of it already, from the facts that they may see. */
export const knownAnswers = (
  record: GoldenRecord,
  facts: readonly KnownFact[],
  kinds: KnownKinds,
  today: PlainDate,
): readonly KnownAnswer[] => {
  const own = facts.filter(fact => holdsOn(fact, today))
  const known: Readonly<Record<KnownAbout, KnownAnswer['known'] | undefined>> = {
    school: schoolOf(record),
    'lives-with': livesWithOf(record),
    responsibility: responsibilityOf(record, own),
    doctor: latestOf(own, 'doctor', fact => String(fact.body.surgery ?? ''), 'address'),
    needs: latestOf(own, kinds.needs.kind, worded(kinds.needs), 'lasting'),
    disability: everyOf(own, kinds.disability),
    language: languageOf(own),
  }
  return (Object.keys(knownLabels) as KnownAbout[]).map(about => {
    const one = known[about]
    return { about, label: knownLabels[about], ...(one ? { known: one } : {}) }
  })
}

const schoolOf = ({ school }: GoldenRecord): KnownAnswer['known'] =>
  school?.value.name ? { value: school.value.name, said: heardBy(school), kind: 'lasting' } : undefined

const livesWithOf = (record: GoldenRecord): KnownAnswer['known'] => {
  const carers = carersHere(record)
  const [first] = carers
  const names = carers.map(one => carerWords(one.value))
  return first ? { value: upperFirst(listWords(names)), said: saidBy(first), kind: 'lives-with' } : undefined
}

/** Whom a source or a worker says has it; where a worker wrote that somebody has not, or that it is not known, that is said beside the name. */
const responsibilityOf = (record: GoldenRecord, own: readonly KnownFact[]): KnownAnswer['known'] => {
  const written = familyPersons(own)
  const told = record.carers.filter(one => one.value.parentalResponsibility === true)
  const [has, hasNot] = [
    written.filter(one => one.responsibility === 'yes' && !told.some(carer => isSame(one, carer))),
    written.filter(one => one.responsibility === 'no' || one.responsibility === 'unknown'),
  ]
  const names = [
    ...told.map(one => `${carerWords(one.value)}${hasNot.some(other => isSame(other, one)) ? ' (disputed)' : ''}`),
    ...has.map(one => one.name),
  ]
  const [first] = told
  const fact = own.find(one => one.entry === has[0]?.entry)
  const said = first ? heardBy(first) : fact ? heardBy(fact) : undefined
  return said ? { value: upperFirst(listWords(names)), said, kind: 'lasting' } : undefined
}

const latestFirst = (facts: readonly KnownFact[], kind: string): readonly KnownFact[] =>
  facts
    .filter(fact => fact.kind === kind)
    .toSorted((a, b) => b.knownFrom.getTime() - a.knownFrom.getTime() || b.entry - a.entry)
/** As the timeline calls it, or in the words of the source. */
const worded =
  (kind: RecordKind) =>
  ({ body }: KnownFact): string =>
    kind.line(body)?.title ?? (typeof body.label === 'string' ? body.label : '')

const latestOf = (
  facts: readonly KnownFact[],
  kind: string,
  words: (fact: KnownFact) => string,
  freshness: FreshnessKind,
): KnownAnswer['known'] => {
  const fact = latestFirst(facts, kind).find(one => words(one) !== '')
  return fact ? { value: words(fact), said: heardBy(fact), kind: freshness } : undefined
}

const everyOf = (facts: readonly KnownFact[], kind: RecordKind): KnownAnswer['known'] => {
  const all = latestFirst(facts, kind.kind).filter(fact => worded(kind)(fact) !== '')
  const [first] = all
  return first
    ? { value: listWords([...new Set(all.map(worded(kind)))]), said: heardBy(first), kind: 'lasting' }
    : undefined
}

const languageOf = (own: readonly KnownFact[]): KnownAnswer['known'] => {
  const talk = howWeTalk(own, [], '')
  return 'missing' in talk || !talk.strong ? undefined : { value: talk.strong, said: talk.said, kind: talk.kind }
}

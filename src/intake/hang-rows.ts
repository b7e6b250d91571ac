import { carer } from '../children/index.ts'
import { categoryBit } from '../kernel/index.ts'
import type { HungEnrolment, HungEntry, HungFamily, HungInvolvement } from './hanging.actions.ts'
import type { PlannedRecord } from './plan-batch.ts'
import type { Fact, OtherPerson, Source, SourceRow } from './source.ts'
import type { SourcePersonPlace } from './source-persons.actions.ts'
import { endAfter, stageFact, type Teller } from './staged-row.ts'

/** All that the rows of a batch say, ready to be written under their source records. */
export type Hanging = {
  readonly entries: HungEntry[]
  readonly involvements: HungInvolvement[]
  readonly enrolments: HungEnrolment[]
  readonly families: HungFamily[]
}

const carerName = ({ identity }: OtherPerson): string => [identity.forename, identity.surname].filter(Boolean).join(' ')

/** A parent or carer that the row names and the source has not itself made a fact of. */
const carerFact = (other: OtherPerson): Fact => ({
  kind: carer,
  body: {
    name: carerName(other) || 'Name not given',
    relation: other.relation,
    personKey: other.key,
    parentalResponsibility: other.parentalResponsibility,
    phone: other.identity.phones?.[0],
    email: other.identity.emails?.[0],
  },
})

const factsOf = (row: SourceRow): Fact[] => {
  const named = new Set(row.facts.filter(f => f.kind.kind === carer.kind).map(f => f.body.personKey))
  return [...row.facts, ...(row.others ?? []).filter(other => !named.has(other.key)).map(carerFact)]
}

/** What hangs on these records, in rows of the tables it goes to. Versions that do not stand are ended as they are written. Pure. */
export const hangRows = (
  source: Pick<Source, 'tells'>,
  sourceId: string,
  records: readonly PlannedRecord[],
  ids: readonly number[],
  places: ReadonlyMap<string, SourcePersonPlace>,
  at: Date,
): Hanging => {
  const hanging: Hanging = { entries: [], involvements: [], enrolments: [], families: [] }
  records.forEach((record, i) => {
    if (!record.row || record.gone) return
    hangRow(hanging, { id: sourceId, tells: source.tells }, record, record.row, {
      id: ids[i] ?? 0,
      place: places.get(record.personKey ?? ''),
      at,
    })
  })
  return hanging
}

type Peg = { readonly id: number; readonly place: SourcePersonPlace | undefined; readonly at: Date }

const hangRow = (hanging: Hanging, teller: Teller, record: PlannedRecord, row: SourceRow, peg: Peg): void => {
  const until = record.stands ? 'infinity' : peg.at.toISOString()
  const common = { source_record_id: peg.id, until }
  const whole = { ...common, source_person_id: null, child_id: null }
  for (const fact of row.property?.facts ?? []) {
    for (const entry of stageFact(teller, fact, record.asOf))
      hanging.entries.push({ ...whole, ...entry, uprn: row.property?.uprn ?? null })
  }
  if (!peg.place) return
  const own = { ...common, source_person_id: peg.place.id, child_id: peg.place.personId }
  for (const fact of factsOf(row)) {
    for (const entry of stageFact(teller, fact, record.asOf)) hanging.entries.push({ ...own, ...entry, uprn: null })
  }
  for (const i of row.involvements ?? []) hanging.involvements.push({ ...own, ...i, bit: categoryBit(i.category) })
  if (row.roll) {
    const { laestab, name, from, to } = row.roll
    hanging.enrolments.push({ ...own, laestab, name: name ?? null, starts_on: from, ends_on: endAfter(to) })
  }
  if (row.family) {
    const { key, from, to } = row.family
    hanging.families.push({ ...own, family_key: key, starts_on: from ?? '-infinity', ends_on: endAfter(to) })
  }
}

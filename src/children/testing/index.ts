export { atDesk, onChild, onList } from './desk.ts'
export { testKnown } from './known.ts'
export { dumpSpine, spineTables } from './spine.ts'
export { carriedIn, twoChildren, wordsOf } from './two-children.ts'
export { perform, textOf } from './visits.ts'

import { createHash } from 'node:crypto'
import type pg from 'pg'
import { labelledParts, type RecordKind } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'
import { address, carer, identifier, identity as identityKind } from '../kinds/person.record.ts'

/** One source person as intake leaves it: with a person of its own, waiting for the linker. */
export type Arrival = {
  readonly source: string
  readonly key: string
  readonly identity: Identity
  readonly adult?: boolean
  readonly carers?: readonly { readonly name: string; readonly relation?: string; readonly personKey?: string }[]
  readonly family?: string
}

/** Makes the sources that these come from, with a live agreement. */
export const someSources = async (owner: pg.Pool, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    await owner.query(
      `insert into source (id, layout, name, service, said) values ($1, $1, $1, 'school', $1) on conflict do nothing`,
      [id],
    )
  }
}

/** A run of this source, and one source record in it, for rows that must name one: of nobody, or of somebody by the source's own key, in a file of this scope. */
export const aRun = async (
  owner: pg.Pool,
  source: string,
  at: Date,
  { of = null, scope = 'all' }: { of?: string | null; scope?: string } = {},
): Promise<{ run: number; record: number }> => {
  const run = await owner.query(
    `insert into import_run (source_id, period, state, as_of, received_at, files_hash) values ($1, 'p', 'linking', $2, $2, '') returning id`,
    [source, at],
  )
  const record = await owner.query(
    `insert into source_record (source_id, key, version, scope, person_key, run_id, as_of, content, content_hash, known_from)
     values ($1, gen_random_uuid()::text, 1, $4, $5, $2, $3, '{}', '', $3) returning id`,
    [source, run.rows[0].id, at, scope, of],
  )
  return { run: run.rows[0].id, record: record.rows[0].id }
}

/** Somebody arrives, or says something new of themselves. Gives the source person and the person it has now. */
export const arrive = async (owner: pg.Pool, arrival: Arrival, at: Date): Promise<{ id: number; personId: number }> => {
  const { source, key, adult = false } = arrival
  const hash = createHash('sha256').update(JSON.stringify(arrival.identity)).digest()
  const known = await owner.query('select id, person_id from source_person where source_id = $1 and key = $2', [
    source,
    key,
  ])
  let row = known.rows[0] as { id: number; person_id: number } | undefined
  if (row) {
    await owner.query('update source_person set identity = $2, identity_hash = $3, to_link = true where id = $1', [
      row.id,
      JSON.stringify(arrival.identity),
      hash,
    ])
    await owner.query(
      `update entry set known_to = $2 where source_person_id = $1 and known_to = 'infinity' and author_id is null`,
      [row.id, at],
    )
  } else {
    const person = await owner.query('insert into person (has_record, changed_at) values ($1, $2) returning id', [
      !adult,
      at,
    ])
    const made = await owner.query(
      `insert into source_person (source_id, key, person_id, adult, identity, identity_hash, provisional) values ($1, $2, $3, $4, $5, $6, true) returning id, person_id`,
      [source, key, person.rows[0].id, adult, JSON.stringify(arrival.identity), hash],
    )
    row = made.rows[0] as { id: number; person_id: number }
  }
  await writeFacts(owner, row, arrival, at)
  return { id: row.id, personId: row.person_id }
}

const writeFacts = async (
  owner: pg.Pool,
  row: { id: number; person_id: number },
  { source, identity: i, carers = [], family }: Arrival,
  at: Date,
): Promise<void> => {
  const fact = (kind: RecordKind, body: Record<string, unknown>) =>
    anEntryOf(owner, { kind, body, source, sourcePerson: row.id, person: row.person_id, at })
  const { forename, middle, surname, birthDate, birthPrecision, sex } = i
  await fact(identityKind, {
    forename,
    middle,
    surname,
    birthDate,
    birthPrecision,
    sex,
    formerSurnames: i.otherSurnames,
  })
  if (i.upn) await fact(identifier, { type: 'upn', value: i.upn, ok: true })
  if (i.nhsNumber) await fact(identifier, { type: 'nhs-number', value: i.nhsNumber, ok: true })
  if (i.postcode || i.uprn)
    await fact(address, { type: 'home', paon: i.house, street: i.street, postcode: i.postcode, uprn: i.uprn })
  for (const c of carers) await fact(carer, { ...c })
  if (family) {
    const { record } = await aRun(owner, source, at)
    await owner.query(
      `insert into intake.family_claim (source_person_id, source_id, family_key, source_record_id, known_from) values ($1, $2, $3, $4, $5)`,
      [row.id, source, family, record, at],
    )
  }
}

export type EntryOf = {
  readonly kind: RecordKind
  readonly body: Readonly<Record<string, unknown>>
  readonly source: string
  readonly sourcePerson: number
  readonly person: number
  readonly at: Date
  readonly from?: PlainDate
  readonly to?: PlainDate
  readonly author?: number
}

/** One fact, label by label, as intake and the recorder write it. */
export const anEntryOf = async (
  owner: pg.Pool,
  { kind, body, source, sourcePerson, person, at, from, to, author }: EntryOf,
): Promise<number[]> => {
  const ids: number[] = []
  const promoted = (column: keyof RecordKind['promotes']) => body[kind.promotes[column] ?? ''] ?? null
  for (const part of labelledParts(kind, body)) {
    const { rows } = await owner.query(
      `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, summary, body, true_from, true_to, known_from, source_id, author_id, code, status)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10::date, 'infinity'), $11, $12, $13, $14, $15) returning id`,
      [
        sourcePerson,
        person,
        kind.kind,
        part.category,
        part.category_bit,
        part.sensitivity,
        part.summary,
        JSON.stringify(part.body),
        from ?? null,
        to ?? null,
        at,
        source,
        author ?? null,
        promoted('code'),
        promoted('status'),
      ],
    )
    ids.push(rows[0].id)
  }
  return ids
}

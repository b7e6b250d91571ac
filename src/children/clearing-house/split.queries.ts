import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { Conflict, isUuid, londonDate, NotFound } from '../../kernel/index.ts'
import { versionOf } from '../../platform/views/index.ts'
import { aboutFact, fold, type HeadFact, type KnownFact, readHeadFacts } from '../golden-record/index.ts'
import { askTwo } from '../linking/index.ts'
import { findCompared } from './compared.queries.ts'

type Desk = CommandGrant<'clearing-house'>

/** One source's record within a record, as the clearing house may know it. */
export type PartOfRecord = {
  readonly sourcePerson: number
  readonly source: string
  readonly since: Date
  /** What it says at the head of the record: each fact's name with its value. */
  readonly facts: readonly { readonly name: string; readonly value: string }[]
}
/** A record that may be two children's, with what it is made of. */
export type Splitting = {
  readonly uuid: string
  readonly person: number
  readonly openedAt: Date
  readonly answered: boolean
  /** May it still be parted? */
  readonly open: boolean
  readonly parts: readonly PartOfRecord[]
  /** Changes with whatever the page shows: an answer to an older version is not saved. */
  readonly version: string
}

const told: readonly HeadFact[] = ['name', 'birth', 'sex', 'address', 'upn', 'nhs-number', 'death']

/**
 * The source records that a person is made of, as far as the clearing house may read who they are about; places only of whom they
 * are kept from nobody. What it may not read is neither shown nor counted.
 */
const listParts = async ({ tx, at }: Desk, person: number): Promise<PartOfRecord[]> => {
  const facts = (await readHeadFacts(tx, [person])).get(person) ?? []
  const { rows } = await sql`select where ${person} = any ((select access.shielded_children())::bigint[])`.execute(tx)
  const shown = facts.filter(f => f.source !== 'throughline' && (rows.length === 0 || f.category !== 'contact'))
  return [...Map.groupBy(shown, f => f.sourcePerson ?? 0)]
    .filter(([, own]) => own.some(f => f.kind === 'identity'))
    .sort(([x], [y]) => x - y)
    .map(([sourcePerson, own]) => ({ sourcePerson, ...partOf(own, at) }))
}

const partOf = (own: readonly KnownFact[], at: Date): Omit<PartOfRecord, 'sourcePerson'> => {
  const record = fold(own, { today: londonDate(at), enrolment: 'none' })
  return {
    source: own[0]?.said ?? '',
    since: own[0]?.knownFrom ?? at,
    facts: told.flatMap(fact => {
      const value = aboutFact[fact].said(record)?.values[0]?.words
      return value ? [{ name: aboutFact[fact].name, value }] : []
    }),
  }
}

/** The question at this address; nothing to part where it is about two records. NotFound where there is none for this reader. */
export const findSplitting = async (desk: Desk, uuid: string): Promise<Splitting> => {
  const about = await findCompared(desk, uuid)
  const one = about.a.personId === about.b.personId
  const parts = one ? await listParts(desk, about.a.personId) : []
  const shown = [about.state, about.a.personId, parts.map(p => [p.sourcePerson, p.facts])]
  return {
    uuid,
    person: about.a.personId,
    openedAt: about.openedAt,
    answered: about.answered !== undefined,
    open: one && (about.state === 'open' || about.state === 'asked') && about.answered === undefined,
    parts,
    version: versionOf(shown),
  }
}

/**
 * Asks whether the record at this address is two children's, and gives the record and the question's address; the one that is open already, where
 * there is one. NotFound where the record is shut to the reader; Conflict where it rests on one record that they may read.
 */
export const askWhetherTwo = async (
  desk: Desk,
  address: string,
): Promise<{ readonly person: number; readonly uuid: string }> => {
  const { tx, reader } = desk
  const { rows } = isUuid(address)
    ? await sql<{ id: number }>`
        select p.id from person a join person p on p.id = coalesce(a.redirect_to, a.id)
        where a.uuid = ${address} and p.has_record and p.id <> all ((select access.refused())::bigint[])`.execute(tx)
    : { rows: [] }
  const person = rows[0]?.id
  if (person === undefined) throw new NotFound()
  const question = await askTwo(desk, { person, by: reader?.userId })
  if (question === undefined)
    throw new Conflict('This record rests on one source’s record.', 'There is nothing in it that could be parted.')
  return { person, uuid: question }
}

/** The address of the record that a question is about now. */
export const addressOf = async ({ tx }: Desk, person: number): Promise<string> => {
  const { rows } = await sql<{ uuid: string }>`select uuid from person where id = ${person}`.execute(tx)
  return rows[0]!.uuid
}

import { sql } from 'kysely'
import { recordAccess } from '../audit.ts'
import { actorContext } from '../context.ts'
import { type Ground, type Tx, withContext } from '../transaction.ts'
import {
  type Conflict,
  keepConflicts,
  keepSchoolLinks,
  keepShields,
  keepWork,
  type SchoolLink,
  type Shield,
  type WorkWithChild,
} from './children.actions.ts'
import { keepOversight, type Oversight } from './oversight.actions.ts'
import {
  type Establishment,
  keepEstablishments,
  keepSchoolRolls,
  keepStaff,
  keepTeams,
  type Staff,
  type Team,
} from './people.actions.ts'

/** Who works here and where: known before any file comes. */
export type People = {
  readonly establishments: readonly Establishment[]
  readonly teams: readonly Team[]
  readonly staff: readonly Staff[]
  /** Who vouches for the staff: with their key as the subject it finds their account. */
  readonly issuer: string
}

/** One person as one source knows them. */
export type SourceKey = { readonly source: string; readonly key: string }

/** What is arranged about children, who are on record by then. */
export type ChildArrangements = {
  readonly shields: readonly Shield[]
  readonly conflicts: readonly Conflict[]
  readonly schoolLinks: readonly SchoolLink[]
  readonly work: readonly WorkWithChild[]
  readonly oversight?: readonly Oversight[]
}

const arrange = (ground: Ground, action: string, work: (tx: Tx, at: Date) => Promise<void>): Promise<void> =>
  withContext(ground, actorContext('arrangements', ground.now()), async tx => {
    const at = ground.now()
    await work(tx, at)
    await recordAccess(tx, at, {
      reader: undefined,
      actor: 'arrangements',
      purpose: 'set up who works here',
      action,
      childId: undefined,
      categories: 0,
      outcome: 'done',
      rule: 'arrangements',
      requestId: action,
    })
  })

/** Sets up schools, teams, staff, roles and accounts as the list says. Idempotent. `ground` stands on the jobs login. */
export const provisionPeople = (ground: Ground, people: People): Promise<void> =>
  arrange(ground, 'arrangements people', async (tx, at) => {
    await keepEstablishments(tx, people.establishments)
    await keepTeams(tx, people.teams)
    await keepStaff(tx, people.staff, people.issuer, at)
    await keepSchoolRolls(tx, people.staff, at)
  })

/**
 * Keeps pairs of identities apart for ever: no link, question or log line comes from them. Must stand before the files that
 * hold them come. Idempotent.
 */
export const provisionBarriers = (ground: Ground, pairs: readonly (readonly [SourceKey, SourceKey])[]): Promise<void> =>
  arrange(ground, 'arrangements barriers', async tx => {
    for (const [a, b] of pairs)
      await sql`insert into access.barrier (a_source, a_key, b_source, b_key)
        values (${a.source}, ${a.key}, ${b.source}, ${b.key}), (${b.source}, ${b.key}, ${a.source}, ${a.key}) on conflict do nothing`.execute(
        tx,
      )
  })

/** Sets up shields, conflicts, links to schools, work with children and oversight of it. Idempotent. */
export const provisionChildren = (ground: Ground, arranged: ChildArrangements): Promise<void> =>
  arrange(ground, 'arrangements children', async (tx, at) => {
    await keepConflicts(tx, arranged.conflicts)
    await keepShields(tx, arranged.shields, at)
    await keepSchoolLinks(tx, arranged.schoolLinks)
    await keepWork(ground, tx, arranged.work)
    await keepOversight(tx, arranged.oversight ?? [])
  })

/** The children behind source persons, by our own number; undefined for one that no file has brought. */
export const findChildren = (ground: Ground, keys: readonly SourceKey[]): Promise<(number | undefined)[]> =>
  withContext(ground, actorContext('arrangements', ground.now()), async tx => {
    const { rows } = await sql<{ at: number; id: number }>`
      select k.at::integer, coalesce(p.redirect_to, p.id) as id
      from unnest(${keys.map(k => k.source)}::text[], ${keys.map(k => k.key)}::text[]) with ordinality as k(source, key, at)
        join source_person s on s.source_id = k.source and s.key = k.key join person p on p.id = s.person_id`.execute(
      tx,
    )
    const found = new Map(rows.map(row => [row.at - 1, row.id]))
    return keys.map((_, at) => found.get(at))
  })

import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type Category, categoryBit } from '../../kernel/index.ts'
import { kysely } from '../../platform/database/index.ts'
import { makeVaultKey, openKeyRing, openVaultKeys } from '../../platform/keys/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'
import { keepContextKey } from '../context-key.actions.ts'
import { everyCategory } from '../masks.ts'
import { masksFor, type SignedInReader } from '../reader.queries.ts'
import { getRole, type RoleKey } from '../roles.ts'
import type { VaultGround } from '../transaction.ts'
import { keepVaultKey } from '../vault/index.ts'

export { aFamily } from './family.ts'
export { aSession } from './session.ts'

/** The instant at which tests live. */
export const testNow = new Date('2026-11-20T10:00:00Z')

/** Installs a context key and a key of the vault into a test database and gives the grounds on which pages and jobs stand there. */
export const testGrounds = async (
  db: TestDatabase,
  now: () => Date = () => testNow,
): Promise<{ pages: VaultGround; jobs: VaultGround }> => {
  const contextKey = randomBytes(32)
  await keepContextKey(db.owner, contextKey)
  const vault = openVaultKeys(db.keyDir)
  await keepVaultKey(db.owner, vault, makeVaultKey(vault))
  const rest = { contextKey, now, vault, filesKey: openKeyRing(db.keyDir, 'files') }
  return { pages: { db: kysely(db.pages), ...rest }, jobs: { db: kysely(db.jobs), ...rest } }
}

const one = async <T>(owner: pg.Pool, text: string, values: unknown[]): Promise<T> =>
  (await owner.query(text, values)).rows[0] as T
const idOf = async (owner: pg.Pool, text: string, values: unknown[]): Promise<number> =>
  (await one<{ id: number }>(owner, text, values)).id

/** A team; a category when it is a silent service's. */
export const aTeam = (owner: pg.Pool, name: string, category: Category | null = null): Promise<number> =>
  idOf(owner, `insert into access.principal (kind, key, name, category) values ('team', $1, $2, $3) returning id`, [
    randomUUID(),
    name,
    category,
  ])

/** A member of staff in one role, in the teams given, as a signed-in reader. */
export const aReader = async (
  owner: pg.Pool,
  role: RoleKey,
  teams: readonly number[] = [],
  active = true,
): Promise<SignedInReader> => {
  const userId = await idOf(
    owner,
    `insert into access.principal (kind, key, name, active) values ('user', $1, $2, $3) returning id`,
    [randomUUID(), getRole(role).title, active],
  )
  await owner.query('insert into access.role_held (user_id, role) values ($1, $2)', [userId, role])
  for (const team of teams)
    await owner.query('insert into access.membership (user_id, team_id) values ($1, $2)', [userId, team])
  return {
    userId,
    name: getRole(role).title,
    active,
    role,
    roles: [role],
    principals: [userId, ...teams],
    manages: [],
    masks: masksFor(role, []),
    csrf: 'test',
  }
}

export type TestChild = { readonly id: number; readonly address: string; readonly sourcePersonId: number }

/** A child with a record and one source person, known to nobody yet. */
export const aChild = async (owner: pg.Pool, source = 'test'): Promise<TestChild> => {
  await owner.query(
    `insert into source (id, layout, name, service) values ($1, $1, $1, 'Test') on conflict do nothing`,
    [source],
  )
  const { id, uuid } = await one<{ id: number; uuid: string }>(
    owner,
    'insert into person default values returning id, uuid',
    [],
  )
  const sourcePersonId = await idOf(
    owner,
    `insert into source_person (source_id, key, person_id, identity, identity_hash, to_link) values ($1, $2, $3, '{}', '', false) returning id`,
    [source, randomUUID(), id],
  )
  return { id, address: uuid, sourcePersonId }
}

export type TestEntry = {
  readonly kind?: string
  readonly category: Category
  readonly sensitivity?: number
  readonly summary?: boolean
  readonly body?: object
  readonly source?: string
  /** The number of its seal. */
  readonly seal?: number
}

/** A seal for one fact, and those it names. */
export const aSeal = async (
  owner: pg.Pool,
  { kind, holder, named }: { kind: 'known' | 'silent'; holder: number; named: readonly number[] },
): Promise<number> => {
  const id = await idOf(
    owner,
    `insert into access.fact_seal (kind, holder, reason, sealed_at) values ($1, $2, 'A reason that is long enough', $3) returning id`,
    [kind, holder, testNow],
  )
  await owner.query('insert into access.fact_seal_reader (seal_id, user_id) select $1, unnest($2::bigint[])', [
    id,
    named,
  ])
  return id
}

/** One thing known about the child, with its label. */
export const anEntry = (owner: pg.Pool, child: TestChild, entry: TestEntry): Promise<number> =>
  idOf(
    owner,
    `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, summary, body, known_from, source_id, seal)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      child.sourcePersonId,
      child.id,
      entry.kind ?? 'test',
      entry.category,
      categoryBit(entry.category),
      entry.sensitivity ?? 1,
      entry.summary ?? false,
      entry.body ?? {},
      new Date('2026-09-01T00:00:00Z'),
      entry.source ?? 'test',
      entry.seal ?? null,
    ],
  )

export type TestRelation = {
  readonly principal: number
  readonly reason?: string
  readonly limit?: number
  readonly extra?: number
  readonly maxSensitivity?: number
  readonly named?: boolean
  readonly writes?: boolean
  readonly from?: Date
  readonly to?: Date
}

/** A reason to see the child, or everyone on the roll of an establishment. */
export const aRelation = (
  owner: pg.Pool,
  subject: { child?: number; establishment?: number },
  relation: TestRelation,
): Promise<number> =>
  idOf(
    owner,
    `insert into access.grant_row (principal, child_id, establishment_id, reason, limit_mask, extra_mask, max_sensitivity, named, writes, starts_at, ends_at)
    values ($1, $2, $3, $11, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      relation.principal,
      subject.child ?? null,
      subject.establishment ?? null,
      relation.limit ?? everyCategory,
      relation.extra ?? 0,
      relation.maxSensitivity ?? 3,
      relation.named ?? false,
      relation.writes ?? true,
      relation.from ?? new Date('2026-09-01T00:00:00Z'),
      relation.to ?? 'infinity',
      relation.reason ?? 'test',
    ],
  )

/** A colleague has agreed just now that this reader takes out the rows at this address. */
export const agreedToTakeOut = async (owner: pg.Pool, { userId }: SignedInReader, address: string): Promise<void> => {
  await owner.query(
    `with c as (insert into access.principal (kind, key, name) values ('user', $1, 'A colleague') returning id)
     insert into access.export_ask (address, asked_by, asked_at, reason, answered_by, answered_at, agreed)
     select $1, $2, $3, 'To send them back', id, $3, true from c`,
    [address, userId, testNow],
  )
}

import { sql } from 'kysely'
import { asIntake, type IntakeGround } from '../../intake/index.ts'
import { open, type SealedColumn, seal } from '../../platform/keys/index.ts'

/** What is asked for, in this order. */
export const resources = ['students', 'students-leaver', 'attendance'] as const
export type Resource = (typeof resources)[number]

/** How far a school has come: where it goes on, or from when its changes are asked for. */
export type Cursor = {
  /** When the pull that has not ended was begun. */
  readonly began?: string
  readonly resource?: Resource
  readonly next?: string
  /** What changed after this is asked for. */
  readonly since?: string
  /** When all pupils were last asked for, changed or not. */
  readonly wholeAt?: string
  /** Of what a school has not agreed to yet: after which changes are owed once it does. */
  readonly owed?: Readonly<Partial<Record<Resource, string>>>
}

/** A school that is asked: under whose number there, and how far it has come. */
export type PulledSchool = {
  readonly laestab: string
  readonly school: string
  readonly token: string
  readonly cursor: Cursor
}

const aboutToken = (laestab: string): string => `feed_pull ${laestab}`
/** Schools’ tokens, as a change of key seals them anew. */
export const sealedTokens: SealedColumn = {
  ...{ ring: 'files', table: 'feed_pull', column: 'token', id: 't.laestab', place: 't.laestab' },
  about: aboutToken,
}

/** Asks a school from now on, or changes its token; the token is kept sealed. What it was asked for before is not asked again. */
export const keepPulledSchool = (
  ground: IntakeGround,
  { laestab, school, token }: Omit<PulledSchool, 'cursor'>,
): Promise<void> =>
  asIntake(ground, async (tx, at) => {
    const sealed = seal(ground.filesKey, Buffer.from(token), aboutToken(laestab))
    await sql`insert into feed_pull (laestab, supplier_school, token, added_at) values (${laestab}, ${school}, ${sealed}, ${at})
      on conflict (laestab) do update set supplier_school = excluded.supplier_school, token = excluded.token, problem = null,
        cursor = case when feed_pull.supplier_school = excluded.supplier_school then feed_pull.cursor else '{}' end`.execute(
      tx,
    )
  })

/** Asks a school no more, and forgets its token. Gives whether it was asked. */
export const stopPulledSchool = (ground: IntakeGround, laestab: string): Promise<boolean> =>
  asIntake(ground, async tx => {
    const { numAffectedRows = 0n } = await sql`
      update feed_pull set token = '', problem = null where laestab = ${laestab} and token <> ''`.execute(tx)
    return numAffectedRows > 0n
  })

/** The schools that are asked, those first that were asked longest ago. */
export const listPulledSchools = (ground: IntakeGround): Promise<PulledSchool[]> =>
  asIntake(ground, async tx => {
    const { rows } = await sql<{ laestab: string; school: string; token: Buffer; cursor: Cursor }>`
      select laestab, supplier_school as school, token, cursor from feed_pull where token <> '' order by tried_at nulls first, laestab`.execute(
      tx,
    )
    return rows.map(row => ({ ...row, token: open(ground.filesKey, row.token, aboutToken(row.laestab)).toString() }))
  })

/** Writes down how far a school has come, and what was in the way. */
export const keepCursor = (
  ground: IntakeGround,
  laestab: string,
  { cursor, problem, came }: { readonly cursor: Cursor; readonly problem: string | undefined; readonly came: boolean },
): Promise<void> =>
  asIntake(
    ground,
    async (tx, at) =>
      void (await sql`update feed_pull set cursor = ${JSON.stringify(cursor)}::jsonb, problem = ${problem ?? null}, tried_at = ${at},
        came_at = case when ${came} then ${at} else came_at end where laestab = ${laestab}`.execute(tx)),
  )

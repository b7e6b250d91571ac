import { sql } from 'kysely'
import { type CommandGrant, holds } from '../../access/index.ts'
import { londonDate, NotFound, parseUuid } from '../../kernel/index.ts'
import type { RecordEnding, RecordParts } from './ending.ts'

export type EndingDesk = CommandGrant<'keeper'>

const mostListed = 200

const load = async ({ tx, reader }: EndingDesk, where: ReturnType<typeof sql>): Promise<readonly RecordEnding[]> => {
  const { rows } = await sql<RecordEnding>`
    select e.uuid, e.reference, e.kept_as is not null as part, e.due_on::text as "dueOn", e.proposed_at as "proposedAt", a.name as "askedBy", e.asked_at as "askedAt",
      coalesce(e.asked_by = ${reader?.userId ?? 0}, false) as own, g.name as "agreedBy", e.agreed_at as "agreedAt", e.kept_until::text as "keptUntil",
      e.kept_why as "keptWhy", k.name as "keptBy", e.destroyed_at as "destroyedAt", e.gone
    from access.record_ending e left join access.principal a on a.id = e.asked_by left join access.principal g on g.id = e.agreed_by
      left join access.principal k on k.id = e.kept_by
    where e.withdrawn_at is null and ${where} order by e.destroyed_at desc nulls first, e.due_on, e.id limit ${mostListed}`.execute(
    tx,
  )
  return rows
}

/** Every record that was kept long enough, and the certificates of those that are gone. One's own family's is not among them. */
export const listEndings = (desk: EndingDesk): Promise<readonly RecordEnding[]> => load(desk, sql`true`)

/** How many wait for this reader: to be looked at first, or to be agreed to. */
export const countEndingsWaiting = async ({
  tx,
  reader,
  at,
}: Pick<CommandGrant<'approvals'>, 'tx' | 'reader' | 'at'>): Promise<number> => {
  if (!reader || !holds(reader, 'end-records')) return 0
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from access.record_ending e where e.withdrawn_at is null and e.destroyed_at is null and e.agreed_by is null and e.due_on is not null
      and e.asked_by is distinct from ${reader.userId} and coalesce(e.kept_until, '-infinity') <= ${londonDate(at)}::date`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

/** One of them, with how many of what would go where it is not gone yet. Throws NotFound. */
export const findEnding = async (
  desk: EndingDesk,
  uuid: string | undefined,
): Promise<{ readonly one: RecordEnding; readonly parts: RecordParts }> => {
  const id = parseUuid(uuid ?? '') ?? null
  const [one] = await load(desk, sql`e.uuid = ${id}::uuid`)
  if (!one) throw new NotFound()
  if (one.gone) return { one, parts: one.gone }
  const { rows } = await sql<{ parts: RecordParts | null }>`select access.record_parts(${id}::uuid) as parts`.execute(
    desk.tx,
  )
  if (!rows[0]?.parts) throw new NotFound()
  return { one, parts: rows[0].parts }
}

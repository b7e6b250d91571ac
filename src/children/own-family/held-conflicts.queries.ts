import { sql } from 'kysely'
import { type CommandGrant, changedMeanwhile, getRole, type RoleKey, readerOfAct, roles } from '../../access/index.ts'
import { NotFound, parseUuid } from '../../kernel/index.ts'

/** A conflict of interest that holds, as information governance reads it: of the record nothing but its reference. */
export type HeldConflict = {
  readonly conflict: string
  /** Whom it shuts out. */
  readonly who: string
  readonly title: string
  /** The first eight letters of the record's address. */
  readonly record: string
  /** None where it holds for all time. */
  readonly since: Date | null
  /** Themselves, a colleague who asked about a look, or the council's own list. */
  readonly told: 'own' | 'list' | { readonly by: string }
  readonly asked: { readonly own: boolean; readonly by: string; readonly at: Date; readonly reason: string } | undefined
}
type Overseer = Pick<CommandGrant<'audit'>, 'tx' | 'reader'>
type Row = {
  conflict: string
  who: string
  title: string | null
  role: string | null
  record: string
  since: Date | null
  own: boolean
  declared_by: string | null
  asked_by: number | null
  asked_name: string | null
  asked_at: Date | null
  asked_reason: string | null
}
const pageSize = 50

/**
 * The conflicts of interest that hold: first those whose end is asked, the longest first, then the newest. The database leaves out the
 * reader's own, and those of a child who is shut to the reader.
 */
export const listHeldConflicts = async (
  command: Overseer,
  page: number,
): Promise<{ readonly conflicts: readonly HeldConflict[]; readonly more: boolean }> => {
  const { rows } =
    await sql<Row>`select * from access.conflicts_that_hold(${(page - 1) * pageSize}, ${pageSize + 1})`.execute(
      command.tx,
    )
  const me = readerOfAct(command)
  return { conflicts: rows.slice(0, pageSize).map(row => toConflict(row, me)), more: rows.length > pageSize }
}

const toConflict = (row: Row, me: number): HeldConflict => ({
  ...{ conflict: row.conflict, who: row.who, record: row.record, since: row.since },
  title: row.title ?? (roles.some(one => one.key === row.role) ? getRole(row.role as RoleKey).title : ''),
  told: row.own ? 'own' : row.declared_by === null ? 'list' : { by: row.declared_by },
  asked:
    row.asked_by === null || row.asked_at === null
      ? undefined
      : {
          ...{ own: row.asked_by === me, by: row.asked_name ?? 'a colleague', at: row.asked_at },
          reason: row.asked_reason ?? '',
        },
})

/**
 * Asks that it end. Gives the child whose record it shuts.
 * @throws NotFound for what is no address. @throws Conflict where it is not the reader's to ask, holds no more, or somebody asked first.
 */
export const askToEndConflict = (command: Overseer, conflict: string | undefined, reason: string): Promise<number> =>
  done(command, sql`access.ask_to_end_conflict(${addressOf(conflict)}::uuid, ${readerOfAct(command)}, ${reason})`)

/** Answers another who asked. With a yes it has ended. Gives and throws as `askToEndConflict` does. */
export const answerEndOfConflict = (
  command: Overseer,
  conflict: string | undefined,
  agrees: boolean,
): Promise<number> =>
  done(command, sql`access.answer_end_of_conflict(${addressOf(conflict)}::uuid, ${readerOfAct(command)}, ${agrees})`)

const addressOf = (given: string | undefined): string => {
  const read = parseUuid(given ?? '')
  if (!read) throw new NotFound()
  return read
}
const done = async ({ tx }: Overseer, call: ReturnType<typeof sql>): Promise<number> => {
  const { rows } = await sql<{ child: number | null }>`select ${call} as child`.execute(tx)
  if (!rows[0]?.child) throw changedMeanwhile()
  return rows[0].child
}

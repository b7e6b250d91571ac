import { sql } from 'kysely'
import { type CommandGrant, readerOfAct } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { dangerNote, entryCode } from '../kinds/index.ts'
import { tellOfChange, writeParts } from '../writing/own-source.actions.ts'
import type { DangerNote } from './danger-note-form.ts'
import type { StandingNote } from './danger-notes.queries.ts'

type Command = CommandGrant<'recorder'>

/**
 * Writes a danger note: what to do for whoever visits, why as a part of the category its writer chose, and a code as a fact of its own.
 * With a home all of it belongs to the property, and is there for every child who lives there.
 */
export const writeDangerNote = async (
  command: Command,
  childId: number,
  { home, why, code, sort, short, whatToDo, who, saidBy, checkBy }: DangerNote,
  today: PlainDate,
): Promise<void> => {
  const owner = command.reader?.name
  const common = {
    childId,
    ...(home ? { uprn: home.uprn } : {}),
    on: today,
    authorId: readerOfAct(command),
  }
  const note = { ...common, kind: dangerNote }
  const body = { sort, short, whatToDo, who, saidBy, checkBy, owner }
  await writeParts(command, note, [
    { category: 'identity', body },
    ...(why ? [{ category: why.category, sensitivity: 2 as const, body: { why: why.text } }] : []),
  ])
  if (code)
    await writeParts(command, { ...common, kind: entryCode }, [
      { category: 'contact', sensitivity: 2, body: { ...code, saidBy, checkBy } },
    ])
  await tellHome(command, childId, home?.uprn)
}

/** All that was written as one note: its parts share source, subject, author and moment. */
const partsOf = (
  noteId: number,
) => sql`select p.id from entry n join entry p on p.kind = n.kind and p.source_id = n.source_id
  and p.uprn is not distinct from n.uprn and p.source_person_id is not distinct from n.source_person_id
  and p.author_id is not distinct from n.author_id and p.known_from = n.known_from and p.true_from is not distinct from n.true_from
  and p.known_to = 'infinity' and (p.id = n.id or (p.id > n.id and not p.body ? 'short'
    -- two notes of one moment stand one after the other, each with its parts
    and not exists (select from entry q where q.kind = n.kind and q.id > n.id and q.id < p.id and q.known_from = n.known_from
      and q.uprn is not distinct from n.uprn and q.source_person_id is not distinct from n.source_person_id and q.body ? 'short')))
  where n.id = ${noteId}`

/**
 * Somebody checked it: it stands on until the new day, or ends today (`undefined`). What was known before stays known as it was.
 */
export const checkDangerNote = async (
  command: Command,
  childId: number,
  note: StandingNote,
  checkBy: PlainDate | undefined,
  today: PlainDate,
): Promise<void> => {
  await sql`with parts as (${partsOf(note.id)}),
    closed as (update entry e set known_to = ${command.at} where e.id in (select id from parts) and e.known_to = 'infinity' returning e.*)
    insert into entry (source_person_id, child_id, uprn, kind, category, category_bit, sensitivity, summary, flags, body, true_from, true_to, known_from,
      source_id, author_id, replaces, seal, seen_through, due_on, status)
    select source_person_id, child_id, uprn, kind, category, category_bit, sensitivity, summary, flags,
      case when body ? 'short' and ${checkBy ?? null}::text is not null then body || jsonb_build_object('checkBy', ${checkBy ?? null}::text, 'owner', ${command.reader?.name ?? null}::text) else body end,
      true_from, case when ${checkBy ?? null}::date is null then greatest(true_from, ${today}::date) else true_to end, ${command.at}, source_id,
      ${readerOfAct(command)}, id, seal, seen_through, case when body ? 'short' then ${checkBy ?? null}::date end, status
    from closed order by id`.execute(command.tx)
  await tellHome(command, childId, note.uprn)
}

/** The records of all who live there have changed. */
const tellHome = async (command: Command, childId: number, uprn: string | undefined): Promise<void> => {
  const { rows } = await sql<{ child_id: number }>`
    select distinct child_id from household_member where uprn = ${uprn ?? null} and true_to > ${command.at}::date and child_id <> ${childId}`.execute(
    command.tx,
  )
  for (const other of [childId, ...rows.map(row => row.child_id)]) await tellOfChange(command, other)
}

import { sql } from 'kysely'
import type { CommandGrant, RoleKey } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { Locate } from './locate.ts'

type Command = CommandGrant<'recorder'>

/** What asking for a child comes to. `nothing` is also what a shut record answers. */
export type LocateOutcome =
  | { readonly outcome: 'found'; readonly childId: number; readonly rule: 'found' }
  | { readonly outcome: 'duty'; readonly childId: number; readonly rule: 'restricted' }
  | { readonly outcome: 'several'; readonly childId?: undefined; readonly rule: 'several' }
  | {
      readonly outcome: 'nothing'
      readonly childId?: number
      readonly rule: 'none' | 'conflict' | 'sealed' | 'restricted'
    }

type Match = { id: number; shield: 'restricted' | 'sealed' | null; allowed: boolean; conflict: string | null }

/** The roles that take calls for everybody: told to call the duty manager about a restricted child, and nothing else. */
const dutyRoles: readonly RoleKey[] = ['front-door', 'out-of-hours']

/** How many times this person has asked in the last hour, from the record of access itself. */
export const countRecent = async ({ tx, reader, at }: Command): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from access.access_event
    where user_id = ${reader?.userId ?? 0} and at > ${at}::timestamptz - interval '1 hour' and rule like 'locate:%'`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}
export const mostAnHour = 30

/**
 * Looks for the child by exact facts alone, then asks the shields. Holders of a seal are told in every case by the same call, so
 * that a sealed child and no child take the same way.
 */
export const locateChild = async (command: Command, asked: Locate): Promise<LocateOutcome> => {
  const matches = await findExactly(command, asked)
  const sealed = matches.filter(m => m.shield === 'sealed' && !m.allowed)
  await sql`select access.tell_holders(${sealed.map(m => m.id)}::bigint[], ${command.reader?.userId ?? 0})`.execute(
    command.tx,
  )
  const open = matches.filter(m => !m.conflict && (!m.shield || m.allowed))
  const restricted = matches.find(m => m.shield === 'restricted' && !m.allowed && !m.conflict)
  if (open.length === 1 && open[0]) return { outcome: 'found', childId: open[0].id, rule: 'found' }
  if (open.length > 1) return { outcome: 'several', rule: 'several' }
  if (restricted) {
    const duty = command.reader !== undefined && dutyRoles.includes(command.reader.role)
    return duty
      ? { outcome: 'duty', childId: restricted.id, rule: 'restricted' }
      : { outcome: 'nothing', childId: restricted.id, rule: 'restricted' }
  }
  const shut = matches[0]
  return shut
    ? { outcome: 'nothing', childId: shut.id, rule: shut.conflict ? 'conflict' : 'sealed' }
    : { outcome: 'nothing', rule: 'none' }
}

/** Whom exactly these facts find, shut or not: never to be shown. */
export const findExactly = async (
  { tx }: Command,
  { words, birthDate, number }: Pick<Locate, 'words' | 'birthDate' | 'number'>,
): Promise<Match[]> => {
  const byNumber = sql`select k.child_id from search_word w join told k on k.word_id = w.id where w.word = ${number} and k.field = 'identifier'`
  // every word typed is one of the child's names, one of them a forename and one a surname, and the birth date is the child's
  const byName = sql`select k.child_id from search_word b join told d on d.word_id = b.id and d.field = 'birth'
    join told k on k.child_id = d.child_id join search_word w on w.id = k.word_id
    where b.word = ${birthDate ?? ''} and w.word = any(${words}::text[]) and k.field in ('forename', 'surname', 'known-as', 'former')
    group by k.child_id having count(distinct w.word) = ${new Set(words).size}
      and bool_or(k.field in ('forename', 'known-as')) and bool_or(k.field in ('surname', 'former', 'known-as'))`
  const named = words.length >= 2 && birthDate !== undefined
  const { rows } = await sql<Match>`
    -- what a source told whose agreement is withdrawn is found by nobody
    with told as not materialized (select k.* from search_key k where not exists (select from access.hidden_person h where h.source_person_id = k.source_person_id)),
    found as (select distinct coalesce(p.redirect_to, p.id) as id from person p where p.has_record and p.id in (${number === '' ? byName : byNumber})
      ${number !== '' && named ? sql`intersect select distinct coalesce(p.redirect_to, p.id) from person p where p.has_record and p.id in (${byName})` : sql``})
    select p.id, f.shield, f.allowed, f.conflict from found join person p on p.id = found.id cross join lateral access.child_facts(p.uuid) f order by p.id`.execute(
    tx,
  )
  return rows
}

/** Days that differ from a day of birth in one part alone, or have day and month the other way round. */
const nearDays = (date: PlainDate): string[] => {
  const [year = '', month = '', day = ''] = date.split('-')
  const two = (n: number) => String(n).padStart(2, '0')
  const some = (n: number, make: (text: string) => string) => Array.from({ length: n }, (_, at) => make(two(at + 1)))
  return [
    ...some(31, other => `${year}-${month}-${other}`),
    ...some(12, other => `${year}-${other}-${day}`),
    ...[-1, 1].map(more => `${Number(year) + more}-${month}-${day}`),
    `${year}-${day}-${month}`,
  ]
}

/**
 * To the duty teams, where nothing matches exactly: is there a record that is open to them and close, by the birth date and the surname, or by the
 * whole name and nearly the birth date? Never by forenames and the birth date alone, which a child keeps who was adopted. Of shut records it says nothing, so
 * that the answer is the same with them and without.
 */
export const isSomethingNear = async (
  { tx, reader }: Command,
  { words, birthDate }: Pick<Locate, 'words' | 'birthDate'>,
): Promise<boolean> => {
  if (!reader || !dutyRoles.includes(reader.role) || !birthDate || words.length < 2) return false
  const { rows } = await sql<{ near: boolean }>`
    with told as not materialized (select k.* from search_key k where not exists (select from access.hidden_person h where h.source_person_id = k.source_person_id)),
    close as (select k.child_id, bool_or(b.word = ${birthDate} and k.field = 'surname') as same_day, count(distinct w.word)::int as names, bool_or(k.field in ('surname', 'former')) as surname
      from search_word b join told d on d.word_id = b.id and d.field = 'birth' join told k on k.child_id = d.child_id and k.field in ('forename', 'surname', 'known-as', 'former')
        join search_word w on w.id = k.word_id and w.word = any(${words}::text[])
      where b.word = any(${[birthDate, ...nearDays(birthDate)]}::text[]) group by k.child_id)
    select exists (select from close c join person p on p.id = c.child_id and p.has_record cross join lateral access.child_facts(p.uuid) f
      where (c.same_day or c.surname and c.names = ${new Set(words).size}) and f.shield is null and f.conflict is null) as near`.execute(
    tx,
  )
  return rows[0]?.near === true
}

/** The record's address, and the source person through whom new work hangs there. */
export const addressOf = async (
  { tx }: Command,
  childId: number,
): Promise<{ uuid: string; sourcePersonId: number | undefined }> => {
  const { rows } = await sql<{ uuid: string; sp: number | null }>`
    select p.uuid, (select min(s.id) from source_person s where s.person_id = p.id) as sp from person p where p.id = ${childId}`.execute(
    tx,
  )
  return { uuid: rows[0]?.uuid ?? '', sourcePersonId: rows[0]?.sp ?? undefined }
}

/** May this person still be given a reason for the child? Shut at once when a shield or a conflict has come since. */
export const isOpenTo = async ({ tx }: Command, childId: number): Promise<boolean> => {
  const { rows } =
    await sql<Match>`select p.id, f.* from person p cross join lateral access.child_facts(p.uuid) f where p.id = ${childId}`.execute(
      tx,
    )
  const match = rows[0]
  return match !== undefined && !match.conflict && (!match.shield || match.allowed)
}

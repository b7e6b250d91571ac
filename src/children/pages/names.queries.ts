import { sql } from 'kysely'
import { type ChildGrant, sightOf } from '../../access/index.ts'
import type { Category } from '../../kernel/index.ts'
import { tellsKeptSchool } from './kept-school.queries.ts'

type Row = { id: number; name: string; silent: Category[]; kept: boolean }
type NamesGrant = Pick<ChildGrant<never>, 'tx' | 'at' | 'reader' | 'decision'> & { readonly childId?: number }

/**
 * The names of workers, for lines that say who wrote. A worker of a silent service, by their own entry or a team's, is named only
 * where this reader may know of that service (design part 4), whatever the category of what they wrote; a school's staff, of a child whose place is
 * kept, only to who may know it; and everybody to themselves.
 */
export const namesOf = async (
  grant: NamesGrant,
  ids: readonly (number | null | undefined)[],
): Promise<ReadonlyMap<number, string>> => {
  const wanted = [...new Set(ids.filter(id => id !== undefined && id !== null))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select p.id, p.name, array_remove(p.category || array(select t.category from access.membership m join access.principal t on t.id = m.team_id
      where m.user_id = p.id and m.starts_at <= ${grant.at} and m.ends_at > ${grant.at}), null) as silent,
      ${tellsKeptSchool(sql`p.id`, sql`${grant.childId ?? 0}::bigint`)} as kept
    from access.principal p where p.id = any(${wanted}::bigint[])`.execute(grant.tx)
  const named = rows.filter(
    row => row.id === grant.reader.userId || (!row.kept && row.silent.every(category => mayKnow(grant, category))),
  )
  return new Map(named.map(row => [row.id, row.name]))
}

const mayKnow = ({ decision }: Pick<ChildGrant<never>, 'decision'>, category: Category): boolean =>
  sightOf(decision, { category, sensitivity: 1, summary: true }) !== 'none'

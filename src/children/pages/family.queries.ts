import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { fold, readMany } from '../golden-record/index.ts'
import { chosenValue, identity } from '../kinds/index.ts'
import { dayOf } from './header.queries.ts'
import { nameAndAge } from './life-words.ts'

/** A brother, a sister or a child of the same household that the reader may see. Those the reader may not are not here. */
export type Relative = {
  readonly id: number
  readonly address: string
  readonly name: string
  readonly first: string
  readonly age: string
  readonly sex?: string
  readonly tie: 'sibling' | 'household' | 'family' | 'child' | 'other'
  readonly livesHere: boolean
  readonly since?: PlainDate
  readonly until?: PlainDate
}

type Row = {
  id: number
  address: string
  tie: Relative['tie']
  lives_here: boolean
  since: PlainDate | null
  until: PlainDate | null
}

/**
 * The other children of the family, by relationship, household or the family we work with, each only once. Every table read
 * here is fenced for this reader, so that a hidden child takes no part in lists, counts or households.
 */
export const listRelatives = async (grant: ChildGrant<'identity' | 'chosen-value'>): Promise<Relative[]> => {
  const day = dayOf(grant)
  const { rows } = await sql<Row>`
    with home as (select uprn from household_member where child_id = ${grant.childId} and coalesce(true_from, '-infinity') <= ${day} and true_to > ${day}),
    mate as (select h.child_id as id from household_member h join home using (uprn)
      where h.child_id <> ${grant.childId} and coalesce(h.true_from, '-infinity') <= ${day} and h.true_to > ${day}),
    tie as (
      select other_id as id, 1 as nearest, case when kind = 'sibling' then 'sibling' when kind ~* '^(son|daughter|child)$' then 'child' else 'other' end as tie,
        nullif(true_from, '-infinity') as since, nullif(true_to, 'infinity') as until
      from relationship where child_id = ${grant.childId} and ${knownThen(grant)}
      union all
      select m.child_id, 2, 'family', nullif(m.true_from, '-infinity'), nullif(m.true_to, 'infinity')
      from family_member own join family_member m on m.family_id = own.family_id
      where own.child_id = ${grant.childId} and m.child_id <> ${grant.childId} and own.known_to = 'infinity' and m.known_to = 'infinity'
      union all select id, 3, 'household', null::date, null::date from mate)
    select distinct on (t.id) t.id, p.uuid as address, t.tie, exists (select 1 from mate where mate.id = t.id) as lives_here, t.since, t.until
    from tie t join person p on p.id = t.id and p.has_record and p.redirect_to is null
    order by t.id, t.nearest, t.since`.execute(grant.tx)
  return await nameRelatives(grant, rows, day)
}

const knownThen = (grant: ChildGrant<'identity' | 'chosen-value'>) =>
  grant.knownAt === undefined
    ? sql`known_to = 'infinity'`
    : sql`known_from <= ${grant.knownAt} and known_to > ${grant.knownAt}`

const nameRelatives = async (
  grant: ChildGrant<'identity' | 'chosen-value'>,
  rows: readonly Row[],
  day: PlainDate,
): Promise<Relative[]> => {
  if (rows.length === 0) return []
  const facts = await readMany(
    grant,
    rows.map(r => r.id),
    [identity, chosenValue],
  )
  return rows
    .flatMap((row): (Relative & { born: string })[] => {
      const known = facts.get(row.id)
      if (!known) return []
      const record = fold(known, { today: day, enrolment: 'none' })
      const { name, first, age } = nameAndAge(record, day)
      return [
        {
          id: row.id,
          address: row.address,
          name,
          first,
          age,
          tie: row.tie,
          livesHere: row.lives_here,
          born: record.birth?.value.date ?? '',
          ...(record.sex ? { sex: record.sex.value } : {}),
          ...(row.since ? { since: row.since } : {}),
          ...(row.until ? { until: row.until } : {}),
        },
      ]
    })
    .sort((a, b) => (a.born < b.born ? -1 : a.born > b.born ? 1 : a.id - b.id))
    .map(({ born: _, ...relative }) => relative)
}

/** "brother", "sister", or what is known of the tie. */
export const tieWords = ({ tie, sex }: Pick<Relative, 'tie' | 'sex'>): string => {
  if (tie === 'sibling')
    return sex === 'M' || sex === '1' ? 'brother' : sex === 'F' || sex === '2' ? 'sister' : 'brother or sister'
  if (tie === 'child') return 'own child'
  return tie === 'household' ? 'child at the same address' : 'child of the same family'
}

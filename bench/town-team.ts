import type pg from 'pg'
import { categories, categoryMask } from '../src/kernel/index.ts'

/** How many children the team holds; half of them are with its worker. */
export const teamChildren = 300
const key = 'bench team'

/** Makes the worker of a town the manager of a team that holds children. Gives the addresses of the team and of the worker. */
export const withTeam = async (owner: pg.Pool): Promise<{ readonly team: string; readonly worker: string }> => {
  await disbandTeam(owner)
  const { rows } = await owner.query<{ id: number; uuid: string; worker: number; address: string }>(
    `with made as (insert into access.principal (kind, key, name) values ('team', $1, 'North')
       on conflict (kind, key) do update set name = excluded.name returning id, uuid)
     select made.id, made.uuid, w.id as worker, w.uuid as address from made, access.principal w where w.kind = 'user' and w.key = 'worker'`,
    [key],
  )
  const [made] = rows
  if (!made) throw new Error('The town has no worker.')
  await owner.query('insert into access.membership (user_id, team_id, manages) values ($1, $2, true)', [
    made.worker,
    made.id,
  ])
  await owner.query(
    `with held as (select id, row_number() over (order by id) as n from (select id from person where has_record order by id limit $3) p),
     done as (insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
       select id, $1::bigint, 'social-work', 'care', 'care-involved', 128, 'bench: a referral to be assessed', date '2026-01-01', 'throughline', timestamptz '2026-01-01' from held
       union all select id, $2::bigint, 'social-work', 'care', 'care-involved', 128, 'bench', date '2026-01-01', 'throughline', timestamptz '2026-01-01' from held where n % 2 = 0)
     insert into access.grant_row (principal, child_id, reason, limit_mask, starts_at) select $1, id, 'bench team', $4, '2026-01-01' from held`,
    [made.id, made.worker, teamChildren, categoryMask(categories)],
  )
  await owner.query('analyze involvement, access.grant_row')
  return { team: made.uuid, worker: made.address }
}

/** Takes the team and its work away again. */
export const disbandTeam = async (owner: pg.Pool): Promise<void> => {
  await owner.query(`delete from access.grant_row where reason = 'bench team'`)
  await owner.query(`delete from involvement where purpose like 'bench%'`)
  await owner.query(
    `delete from access.membership where team_id in (select id from access.principal where kind = 'team' and key = $1)`,
    [key],
  )
  // as the database's own housekeeping would: a plan by the rows that were there would slow whatever is measured next
  await owner.query('analyze involvement, access.grant_row')
}

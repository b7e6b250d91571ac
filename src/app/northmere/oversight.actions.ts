import { sql } from 'kysely'
import { asActor } from '../../access/index.ts'
import type { IntakeGround } from '../../intake/index.ts'
import { addDays, categoryMask, londonDate } from '../../kernel/index.ts'

const purpose = 'Peer review of how plans to protect children are written and kept, before the inspection.'

/**
 * One oversight of Northmere as two people gave it: the manager of the northern team proposed a week ago that the southern team's manager reads
 * its child protection work for three months, and information governance agreed. Done again it adds nothing.
 */
export const keepOversightGiven = (ground: IntakeGround): Promise<void> =>
  asActor(ground, 'arrangements', async (tx, now) => {
    const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
    const today = londonDate(now)
    const [starts, last] = [addDays(today, -7), addDays(today, 84)]
    const of = (key: string) => sql`(select id from access.principal where kind = 'user' and key = ${key})`
    await sql`
      with counted as (select count(distinct g.child_id) as records, count(distinct g.child_id) filter (where not exists (select from access.grant_row o
          where o.child_id = g.child_id and o.principal = ${of('martin-sole')})) as opened
        from access.grant_row g join access.principal t on t.id = g.principal and t.kind = 'team' and t.key = 'north-protection'
        where g.involvement_id is not null and g.ends_at > ${now} and not exists (select from access.shield s where s.child_id = g.child_id)),
      made as (
        insert into access.oversight_proposal (user_id, team_id, categories, purpose, starts_on, last_day, proposed_by, proposed_at, rehearsed_at, rehearsal,
          asked_at, answered_by, answered_at, agreed, answer)
        select m.id, t.id, ${categoryMask(['identity', 'care-involved', 'protection'])}, ${purpose}, ${starts}::date, ${last}::date, d.id, ${ago(7)}, ${ago(7)},
          jsonb_build_object('records', n.records, 'opened', n.opened, 'gained', jsonb_build_object('identity', n.opened, 'care-involved', n.opened, 'protection', n.opened)), ${ago(7)}, c.id, ${ago(6)}, true, 'The inspection asks for a second pair of eyes, and the end is near enough.'
        from ${of('martin-sole')} m, ${of('dawn-hughes')} d, ${of('colm-reddy')} c, access.principal t, counted n
        where t.kind = 'team' and t.key = 'north-protection' and not exists (select from access.oversight_proposal)
        returning id, user_id, team_id, categories, purpose, answered_at, last_day)
      insert into access.oversight (user_id, team_id, categories, purpose, starts_at, ends_at, proposal_id)
      select user_id, team_id, categories, purpose, answered_at, (last_day + 1)::timestamp at time zone 'Europe/London', id from made`.execute(
      tx,
    )
  })

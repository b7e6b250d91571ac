import { sql } from 'kysely'
import type { Grant } from '../../access/index.ts'
import { londonDate } from '../../kernel/index.ts'
import { type Html, html } from '../../platform/views/index.ts'
import type { Owed } from '../work/index.ts'
import { type LastHeld, nextWords } from './next-supervision.ts'
import { workerSupervisionHref } from './worker.view.ts'

type Row = LastHeld & { readonly team: string; readonly worker: string; readonly own: boolean; readonly other: string }

/**
 * What the reader must know of the next supervision of theirs, and of those whom they supervise: row security leaves out what others hold. Only while the two still are in the
 * team, as worker and as manager.
 */
const toTell = async ({ tx, reader, at }: Pick<Grant<never>, 'tx' | 'reader' | 'at'>): Promise<readonly Html[]> => {
  const { rows } = await sql<Row>`
    with last as (select distinct on (team_id, worker_id) team_id, worker_id, supervisor_id, held_on, next_on from access.supervision s
      where not exists (select from access.supervision c where c.replaces = s.id)
      order by team_id, worker_id, held_on desc, id desc)
    select l.held_on::text as on, l.next_on::text as next, t.uuid as team, w.uuid as worker, l.worker_id = ${reader.userId} as own,
      case when l.worker_id = ${reader.userId} then s.name else w.name end as other
    from last l join access.principal t on t.id = l.team_id and t.active join access.principal w on w.id = l.worker_id and w.active
      join access.principal s on s.id = l.supervisor_id and s.active
    where exists (select from access.membership m where m.team_id = l.team_id and m.user_id = l.worker_id and m.starts_at <= ${at} and m.ends_at > ${at})
      and exists (select from access.membership m where m.team_id = l.team_id and m.user_id = l.supervisor_id and m.manages and m.starts_at <= ${at} and m.ends_at > ${at})
    order by coalesce(l.next_on, l.held_on), w.name, l.worker_id limit 50`.execute(tx)
  return rows.flatMap(({ own, other, team, worker, ...last }) => {
    const words = nextWords(last, londonDate(at))
    const href = workerSupervisionHref({ team: { address: team, name: '' }, member: { address: worker, name: other } })
    return words
      ? [
          html`<a class="govuk-link" href="${href}">${own ? `Your supervision with ${other}` : `Supervision of ${other}`}</a> ${words}.`,
        ]
      : []
  })
}

/** What Today says first of supervision, to each of the two. */
export const supervisionOwed: Owed = { needs: [], list: async () => [], first: toTell }

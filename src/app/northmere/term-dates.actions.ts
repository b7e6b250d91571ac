import { sql } from 'kysely'
import type { Authority } from '../../../fictional/index.ts'
import { actorContext, withContext } from '../../access/index.ts'
import type { IntakeGround } from '../../intake/index.ts'

/** The days that Northmere's schools have told of, as an education welfare officer wrote them down. Done again it adds nothing. */
export const keepTermDates = (ground: IntakeGround, { termDates, staff }: Authority): Promise<void> =>
  withContext(ground, actorContext('arrangements', ground.now()), async tx => {
    const teller = staff.find(one => one.roles.includes('education-welfare-officer'))
    for (const { year, schools, spans } of termDates)
      await sql`
        insert into term_date (establishment_id, year, kind, name, from_on, to_on, told_by, known_from)
        select e.id, ${year}, s.kind, s.name, s.from, s.to, p.id, ${ground.now()}
        from access.establishment e, access.principal p,
          jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as s(kind text, name text, "from" date, "to" date)
        where e.laestab = any(${schools}::text[]) and p.kind = 'user' and p.key = ${teller?.id ?? null}
        on conflict do nothing`.execute(tx)
  })

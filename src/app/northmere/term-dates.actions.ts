import { sql } from 'kysely'
import type { Authority } from '../../../fictional/index.ts'
import { asCommand } from '../../access/index.ts'
import { tellTermDates } from '../../domains/attendance/index.ts'
import type { IntakeGround } from '../../intake/index.ts'
import type { SchoolCalendar } from '../../kernel/index.ts'

/** The days that Northmere's schools have told of, as an education welfare officer wrote them down. Done again it adds nothing. */
export const keepTermDates = (ground: IntakeGround, { termDates, staff }: Authority): Promise<void> =>
  asCommand(ground, 'recorder', async command => {
    const teller = staff.find(one => one.roles.includes('education-welfare-officer'))
    for (const { year, schools, spans } of termDates) {
      const { rows } = await sql<{ school: string; by: number }>`
        select e.uuid as school, p.id as by from access.establishment e, access.principal p
        where e.laestab = any(${schools}::text[]) and p.kind = 'user' and p.key = ${teller?.id ?? null}
          and not exists (select from term_date d where d.establishment_id = e.id and d.year = ${year} and d.known_to = 'infinity')`.execute(
        command.tx,
      )
      const [first] = rows
      const told = { schools: rows.map(one => one.school), year, spans: spans as SchoolCalendar }
      if (first) await tellTermDates(command, { ...told, toldBy: first.by })
    }
  })

import { sql } from 'kysely'
import { type DevelopmentPerson, developmentIssuer, type Ground } from '../access/index.ts'

/** Everyone who can sign in with the development provider, by service. */
export const listDevelopmentPeople = async (ground: Ground): Promise<DevelopmentPerson[]> => {
  const { rows } = await sql<{ subject: string; name: string; title: string | null; service: string | null }>`
    select a.subject, p.name, p.title, p.service from access.account a join access.principal p on p.id = a.user_id
    where a.issuer = ${developmentIssuer} and p.active order by p.service nulls last, p.id`.execute(ground.db)
  return rows.map(row => ({
    subject: row.subject,
    name: row.name,
    job: row.title ?? 'Staff',
    group: row.service ?? 'Others',
  }))
}

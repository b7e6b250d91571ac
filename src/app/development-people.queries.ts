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

/** The invented parents who can sign in where no issuer for families is set. Nobody’s record knows their accounts. */
export const developmentFamilies: readonly DevelopmentPerson[] = [
  {
    subject: 'grace-okafor',
    name: 'Grace Okafor',
    job: 'Mother of Amelia and Theo',
    email: 'grace.okafor@example.org',
  },
  { subject: 'huw-pryce', name: 'Huw Pryce', job: 'A father whom no record names', email: 'huw.pryce@example.org' },
  {
    subject: 'zofia-lis',
    name: 'Zofia Lis',
    job: 'Has not confirmed her e-mail address',
    email: 'zofia.lis@example.org',
    verified: false,
  },
]

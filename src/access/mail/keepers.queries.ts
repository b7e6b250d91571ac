import { sql } from 'kysely'
import { mailAddress } from '../../platform/mail/index.ts'
import { rolesWith } from '../holds.ts'
import type { Right } from '../right.ts'
import { asActor, type Ground } from '../transaction.ts'

/** The people who work here, hold the right now, and can be written to: by number alone, since an address goes into no job. */
export const listKeepers = (ground: Ground, right: Right): Promise<readonly number[]> =>
  asActor(ground, 'messenger', async (tx, at) => {
    const { rows } = await sql<{
      id: number
    }>`select distinct p.id from access.principal p join access.role_held h on h.user_id = p.id
      where p.kind = 'user' and p.active and p.email is not null and h.role = any(${rolesWith(right)}::text[])
        and h.starts_at <= ${at} and h.ends_at > ${at} order by p.id`.execute(tx)
    return rows.map(row => row.id)
  })

/** Where one of them is written to, read as it is sent; undefined for who holds the right no more, or has no address that can be one. */
export const findKeeperAddress = (ground: Ground, right: Right, user: number): Promise<string | undefined> =>
  asActor(ground, 'messenger', async (tx, at) => {
    const { rows } = await sql<{
      email: string
    }>`select p.email from access.principal p where p.id = ${user} and p.active and p.email is not null
      and exists (select from access.role_held h where h.user_id = p.id and h.role = any(${rolesWith(right)}::text[])
        and h.starts_at <= ${at} and h.ends_at > ${at})`.execute(tx)
    return rows[0] && mailAddress(rows[0].email)
  })

import { sql } from 'kysely'
import { londonDate } from '../../kernel/index.ts'
import type { Tx } from '../transaction.ts'
import type { FiledCompletion, FiledTraining } from './people-file.ts'

/**
 * Keeps which roles need which training, as the list says: for a training that it names, a role that it no longer names needs it no longer
 * from today on. Trainings that it does not name are left as they are.
 */
export const keepTrainings = async (tx: Tx, at: Date, list: readonly FiledTraining[]): Promise<void> => {
  const today = londonDate(at)
  for (const { key, name, renew, roles, from } of list) {
    await sql`insert into access.training (key, name, renew) values (${key}, ${name}, ${renew})
      on conflict (key) do update set name = excluded.name, renew = excluded.renew`.execute(tx)
    await sql`update access.role_training set ends_on = greatest(${today}::date, starts_on)
      where training = ${key} and ends_on > ${today}::date and role <> all (${roles}::text[])`.execute(tx)
    await sql`insert into access.role_training (role, training, starts_on) select role, ${key}, ${from ?? today}::date from unnest(${roles}::text[]) as r(role)
      where not exists (select from access.role_training n where n.role = r.role and n.training = ${key} and n.ends_on = 'infinity')
      on conflict (role, training, starts_on) do update set ends_on = 'infinity'`.execute(tx)
  }
}

/** Writes down who completed which training; gives those that could not be, and why. Told again, what is told last counts. */
export const keepCompletions = async (
  tx: Tx,
  at: Date,
  list: readonly FiledCompletion[],
): Promise<{ readonly userName: string; readonly why: string }[]> => {
  const given = sql`json_to_recordset(${JSON.stringify(list)}::json) as c("userName" text, training text, "doneOn" date, "lastDay" date)`
  await sql`insert into access.training_done (user_id, training, done_on, last_day, told_at)
    select p.id, t.key, c."doneOn", c."lastDay", ${at} from ${given}
      join access.principal p on p.kind = 'user' and p.key = c."userName" join access.training t on t.key = c.training
    on conflict (user_id, training, done_on) do update set last_day = excluded.last_day, told_by = null, told_at = excluded.told_at`.execute(
    tx,
  )
  const { rows } = await sql<{ userName: string; training: string; known: boolean }>`
    select c."userName", c.training, t.key is not null as known from ${given}
      left join access.principal p on p.kind = 'user' and p.key = c."userName" left join access.training t on t.key = c.training
    where p.id is null or t.key is null`.execute(tx)
  return rows.map(({ userName, training, known }) => ({
    userName,
    why: known
      ? 'Nobody here has this user name: provision people before their training.'
      : `No training is called "${training}": provision it by a file of trainings first.`,
  }))
}

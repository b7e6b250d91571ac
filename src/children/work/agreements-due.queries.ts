import { sql } from 'kysely'
import type { Grant } from '../../access/index.ts'
import { addDays, formatDate, londonDate, type PlainDate, upperFirst } from '../../kernel/index.ts'

/** How many days before its review the owner of an agreement is told. */
const warnedDays = 30

/** What the reader must know of the sharing agreements that they own: those to be looked at within thirty days, and those overdue. */
export const agreementsToTell = async ({
  tx,
  reader,
  at,
}: Pick<Grant<never>, 'tx' | 'reader' | 'at'>): Promise<string[]> => {
  const today = londonDate(at)
  const { rows } = await sql<{ name: string; review_on: PlainDate; staff: boolean }>`
    select name, agreement_review_on as review_on, false as staff from source
    where agreement_owner_id = ${reader.userId} and agreement_withdrawn_at is null and agreement_review_on <= ${addDays(today, warnedDays)}::date
    union all
    select name, review_on, true from access.organisation
    where owner_id = ${reader.userId} and withdrawn_at is null and review_on <= ${addDays(today, warnedDays)}::date
    order by review_on, name`.execute(tx)
  return rows.map(({ name, review_on: on, staff }) => {
    const stops = staff ? 'its staff open no records' : 'its files wait'
    return on < today
      ? `The sharing agreement with ${name} was to be looked at by ${formatDate(on)}. ${upperFirst(stops)} until information governance records the review.`
      : `The sharing agreement with ${name} is to be looked at by ${formatDate(on)}. After that ${stops} until information governance records the review.`
  })
}

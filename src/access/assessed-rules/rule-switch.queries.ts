import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/index.ts'
import type { Tx } from '../transaction.ts'
import { type AssessedRule, isStanding } from './rule-switch.ts'

type Row = { readonly rule: string; readonly version: number; readonly review_on: PlainDate; readonly agreed: boolean }
const listOpen = async (tx: Tx): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    select rule, version, review_on::text, agreed_at is not null as agreed from assessed_rule where off_at is null`.execute(
    tx,
  )
  return rows
}

/** Those of these rules that are on, on a day. */
export const listRulesOn = async <R extends AssessedRule>(
  tx: Tx,
  rules: readonly R[],
  today: PlainDate,
): Promise<R[]> => {
  const open = (await listOpen(tx)).filter(row => row.agreed && isStanding({ reviewOn: row.review_on }, today))
  return rules.filter(rule => open.some(row => row.rule === rule.rule && row.version === rule.version))
}

/** The versions, as `rule version`, that nobody has switched off: what they set stays, also where the assessment is past its review. */
export const listVersionsKept = async (tx: Tx): Promise<ReadonlySet<string>> =>
  new Set((await listOpen(tx)).map(row => `${row.rule} ${row.version}`))

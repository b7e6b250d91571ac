import { sql } from 'kysely'
import type { CommandGrant } from '../../../access/index.ts'
import { Conflict } from '../../../kernel/index.ts'
import type { RuleVersion } from './recall.queries.ts'

/**
 * Takes a version of a rule back: it tells nothing any more, and its open notices are withdrawn, of which those who had read one are
 * told. Gives how many. Throws Conflict where it was taken back before.
 */
export const takeRuleBack = async (
  { tx, at, reader }: CommandGrant<'approvals'>,
  { rule, version }: RuleVersion,
  reason: string,
): Promise<number> => {
  const { rows } = await sql`
    insert into notice_rule_end (rule, version, reason, ended_by, ended_at) values (${rule}, ${version}, ${reason}, ${reader?.userId ?? null}, ${at})
    on conflict do nothing returning rule`.execute(tx)
  if (rows.length === 0)
    throw new Conflict('This version of the rule was taken back already.', 'Open the list to see when and why.')
  const { rows: withdrawn } = await sql`
    update child_notice set withdrawn_at = ${at}, withdrawn_why = 'rule'
    where rule = ${rule} and version = ${version} and withdrawn_at = 'infinity' returning id`.execute(tx)
  return withdrawn.length
}

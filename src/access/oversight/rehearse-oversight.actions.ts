import { sql } from 'kysely'
import { type Category, categoryMask, type Sensitivity } from '../../kernel/index.ts'
import { FOREVER } from '../../platform/database/index.ts'
import { findColleague } from '../colleague.queries.ts'
import { actorContext } from '../context.ts'
import { noMasks } from '../masks.ts'
import { decide, type Reader, type Relation, sightOf } from '../policy.ts'
import { relationsOf } from '../reader.queries.ts'
import { type Ground, switchContext } from '../transaction.ts'
import type { Desk } from './oversight.queries.ts'
import { mostCounted, type OversightRehearsal } from './oversight.ts'

const capped = (count: number): number => Math.min(count, mostCounted + 1)

/**
 * Rehearses an oversight: of how many of the team's records each category would be open to the person that is not open to them in any role
 * today. Counted from reasons by the policy itself and never from what records hold, so that a number tells nobody what is known of a child; a
 * child with a shield is in none of them. Undefined where no role of the person works today.
 */
export const rehearseOversight = async (
  ground: Ground,
  desk: Desk,
  asked: { readonly userId: number; readonly teamId: number; readonly categories: readonly Category[] },
): Promise<OversightRehearsal | undefined> => {
  const { tx, at } = desk
  const overseer = await findColleague({ tx, at }, asked.userId)
  if (!overseer) return undefined
  const { rows: overseen } = await sql<{ child: number }>`
    select distinct g.child_id as child from access.grant_row g where g.principal = ${asked.teamId} and g.involvement_id is not null
      and g.child_id is not null and g.starts_at <= ${at} and g.ends_at > ${at}`.execute(tx)
  // Whose list names nobody is asked as nobody: every shielded child.
  await switchContext(ground, tx, { kind: 'user', id: '0', principals: [], masks: noMasks, at })
  const shielded = await refused(desk)
  const { principals, masks } = overseer
  await switchContext(ground, tx, { kind: 'user', id: String(asked.userId), principals, masks, at })
  const shut = new Set([...shielded, ...(await refused(desk))])
  const children = overseen.map(row => row.child).filter(child => !shut.has(child))
  const relations = await relationsOf(tx, children)
  await switchContext(ground, tx, actorContext('approvals', at, desk.reader?.principals ?? []))
  return countGained(
    overseer,
    children.map(child => relations.get(child) ?? []),
    asked.categories,
    at,
  )
}

const refused = async ({ tx }: Desk): Promise<readonly number[]> =>
  (await sql<{ list: number[] }>`select access.refused() as list`.execute(tx)).rows[0]?.list ?? []

const countGained = (
  overseer: Reader,
  records: readonly (readonly Relation[])[],
  categories: readonly Category[],
  at: Date,
): OversightRehearsal => {
  const more: Relation = {
    reason: 'oversight',
    principal: overseer.userId,
    limit: 0,
    extra: categoryMask(categories),
    maxSensitivity: 3,
    named: false,
    writes: false,
    startsAt: at,
    endsAt: FOREVER,
  }
  const sensitivity = Math.min(3, overseer.masks.maxSensitivity) as Sensitivity
  const decisions = records.map(relations => {
    const facts = { shield: undefined, allowed: false, conflict: undefined }
    return {
      before: decide(overseer, { ...facts, relations }, at),
      after: decide(overseer, { ...facts, relations: [...relations, more] }, at),
    }
  })
  const gainedOf = (category: Category): number => {
    const label = { category, sensitivity, summary: false }
    const isGained = ({ before, after }: (typeof decisions)[number]) =>
      sightOf(before, label) !== 'full' && sightOf(after, label) === 'full'
    return capped(decisions.filter(isGained).length)
  }
  return {
    records: capped(records.length),
    opened: capped(decisions.filter(({ before }) => before.outcome === 'refuse').length),
    gained: Object.fromEntries(categories.map(category => [category, gainedOf(category)])),
  }
}

import { sql } from 'kysely'
import { type Grant, listRulesOn, type RecordKind } from '../../../access/index.ts'
import {
  address,
  type CardKinds,
  chosenValue,
  type EnrolmentKind,
  fold,
  identity,
  type KnownFact,
  listCards,
  type Owed,
  readMany,
} from '../../../children/index.ts'
import { categoryBit, formatDate, londonDate, type PlainDate } from '../../../kernel/index.ts'
import { supportFound, supportLevel } from '../support/support.record.ts'
import { youngCarerOf } from '../young-carers.page.ts'
import { youngCarer, youngCarerAtAssessment, youngCarerAtSchool } from '../young-carers.record.ts'
import { type Circumstances, conversationRules, proposedUntil } from './conversation-rules.ts'
import { talkAboutHome } from './talk.record.ts'

/** How many children are looked through, and how many conversations are proposed at most. */
const mostChildren = 300
const mostProposed = 20
const ownKinds = [
  identity,
  youngCarer,
  youngCarerAtSchool,
  youngCarerAtAssessment,
  supportFound,
  supportLevel,
  talkAboutHome,
] as const

/** What the rules go on with: the kind of what an assessment found, which another service has. */
export type ConversationOptions = { readonly enrolment: EnrolmentKind; readonly factor: RecordKind }

/**
 * The conversations that rules propose to a child's own social worker, who reads what they rest on: nobody learns anything by it. Whether the
 * child is known to the service is asked of what this reader may see, so that what is hidden from them neither brings nor takes a proposal.
 */
export const conversationsOwed = ({ enrolment, factor }: ConversationOptions): Owed => ({
  needs: [address, chosenValue, enrolment, factor, ...ownKinds],
  list: async grant => {
    const { reader } = grant
    const reads = (reader.masks.full & categoryBit('care-content')) !== 0
    if (!reads || reader.role === 'team-manager') return []
    const today = londonDate(grant.at)
    const rules = await listRulesOn(grant.tx, conversationRules, today)
    if (rules.length === 0) return []
    const ids = await listOwn(grant, today)
    const known = await readMany(grant as Grant<string>, ids, [...ownKinds, factor])
    const proposed = ids.flatMap(id => {
      const child = circumstancesIn(known.get(id) ?? [], factor.kind, today)
      return rules.flatMap(rule => {
        const until = proposedUntil(rule, child, today)
        return until ? [{ id, rule, until }] : []
      })
    })
    const first = proposed.sort((a, b) => (a.until < b.until ? -1 : 1)).slice(0, mostProposed)
    const cards = await listCards(grant as Grant<CardKinds>, [...new Set(first.map(one => one.id))])
    const byChild = new Map(cards.map(card => [card.childId, card]))
    return first.flatMap(({ id, rule, until }) => {
      const child = byChild.get(id)
      if (!child || child.died) return []
      const hint = `Talk about home: how much is done for others there, and who helps. Proposed until ${formatDate(until)} by the rule “${rule.title}”, version ${rule.version}, because of what an assessment found. It says nothing of the child. Write down when you have talked.`
      return [
        { child, href: `/children/${child.address}/talk-about-home`, hint, due: until, status: 'Proposed' as const },
      ]
    })
  },
})

/** The children whose social worker the reader is now. */
const listOwn = async ({ tx, reader }: Grant<string>, today: PlainDate): Promise<number[]> => {
  const { rows } = await sql<{ child_id: number }>`
    select distinct child_id from involvement where principal_id = ${reader.userId} and kind = 'social-work' and child_id is not null
      and known_to = 'infinity' and true_from <= ${today} and true_to > ${today} order by child_id limit ${mostChildren}`.execute(
    tx,
  )
  return rows.map(row => row.child_id)
}

const circumstancesIn = (facts: readonly KnownFact[], factor: string, today: PlainDate): Circumstances => ({
  born: fold(facts, { today, enrolment: 'none' }).birth?.value.date,
  found: facts
    .filter(fact => fact.kind === factor)
    .map(fact => ({
      code: String(fact.body.code),
      on: (fact.body.on as PlainDate | undefined) ?? fact.from ?? londonDate(fact.knownFrom),
    })),
  talked: facts.filter(fact => fact.kind === talkAboutHome.kind).map(fact => String(fact.body.on) as PlainDate),
  known:
    youngCarerOf(facts).known ||
    facts.some(({ kind }) => kind === supportLevel.kind || kind === youngCarerAtAssessment.kind),
})

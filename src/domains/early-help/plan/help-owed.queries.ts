import { sql } from 'kysely'
import type { Grant } from '../../../access/index.ts'
import {
  address,
  type CardKinds,
  chosenValue,
  type EnrolmentKind,
  identity,
  type KnownFact,
  listCards,
  meeting,
  type Owed,
  readMany,
} from '../../../children/index.ts'
import { addDays, categoryBit, formatDate, londonDate, type PlainDate } from '../../../kernel/index.ts'
import { helpHref } from './form.view.ts'
import { helpAssessment, helpCase, helpPlan, leadPractitioner } from './help.record.ts'
import { planOf } from './help-file.queries.ts'
import { type HelpStanding, helpOwedOf } from './help-owed.ts'

/** How many days before its day something stands on Today: a local setting. */
const aheadDays = 7
/** How many children are looked through, and how many tasks there are at most. */
const mostChildren = 300
const mostTasks = 50

const kinds = [helpCase, leadPractitioner, helpAssessment, helpPlan, meeting] as const
type Kind = (typeof kinds)[number]['kind']

/**
 * What who gives early help owes the families whom they or their team support, and by when; whoever leads a plan, a social worker or a school, that of the plan; a manager
 * has what is past its day of the families whom their teams hold.
 */
export const helpOwed = (enrolment: EnrolmentKind): Owed => ({
  needs: [identity, chosenValue, address, enrolment, ...kinds],
  list: async grant => {
    const { reader } = grant
    const reads = (reader.masks.full & categoryBit('early-help')) !== 0
    const [today, manages] = [londonDate(grant.at), reader.role === 'team-manager']
    const helped = reads ? await listHelped(grant, manages ? reader.manages : [reader.userId], today) : []
    const ids = [...new Set([...helped, ...(manages ? [] : await listLed(grant))])]
    if (ids.length === 0) return []
    const known = await readMany(grant as Grant<Kind>, ids, kinds)
    const latest = addDays(today, manages ? -1 : aheadDays)
    const owed = ids
      .flatMap(id => {
        const standing = standingIn(known.get(id) ?? [], { name: reader.name, reads })
        return standing ? helpOwedOf(standing, today).map(one => ({ id, ...one })) : []
      })
      .filter(one => one.atOnce || one.due <= latest)
      .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
      .slice(0, mostTasks)
    const cards = await listCards(grant as Grant<CardKinds>, [...new Set(owed.map(one => one.id))])
    const byChild = new Map(cards.map(card => [card.childId, card]))
    return owed.flatMap(({ id, what, due, part }) => {
      const child = byChild.get(id)
      if (!child || child.died) return []
      const late = due < today
      return [
        {
          child,
          href: helpHref(child.address, manages || !reads ? '' : part),
          hint: `Early help. ${what}. ${late ? 'It was due' : 'Due'} by ${formatDate(due)}.`,
          due,
          status: late ? { tag: 'Overdue', tone: 'warning' as const } : ('To do' as const),
        },
      ]
    })
  },
})

/** The children whom these people or teams give family support to now. */
const listHelped = async (
  { tx }: Grant<string>,
  principals: readonly number[],
  today: PlainDate,
): Promise<number[]> => {
  const { rows } = await sql<{ child_id: number }>`
    select distinct child_id from involvement where principal_id = any(${principals}::bigint[]) and kind = 'family-support'
      and child_id is not null and known_to = 'infinity' and true_from <= ${today} and true_to > ${today} order by child_id limit ${mostChildren}`.execute(
    tx,
  )
  return rows.map(row => row.child_id)
}

/**
 * The children whom the reader leads a plan of, or is asked to: by name, since anybody can lead, among children whom the reader works with or has on a roll. A name alone
 * gives no sight of any.
 */
const listLed = async ({ tx, at, reader }: Grant<string>): Promise<number[]> => {
  const { rows } = await sql<{ child_id: number }>`
    with own as materialized (select child_id from access.grant_row where child_id is not null
      union select r.child_id from access.roll r where r.establishment_id = any ((select access.establishments())::bigint[])
        and r.starts_on <= ${at}::date and r.ends_on > ${at}::date)
    select distinct e.child_id from own join entry e on e.child_id = own.child_id and e.kind = 'lead-practitioner' and e.known_to = 'infinity'
    where e.status in ('proposed', 'accepted') and lower(e.body->>'name') = lower(${reader.name}) order by e.child_id limit ${mostChildren}`.execute(
    tx,
  )
  return rows.map(row => row.child_id)
}

const text = ({ body }: KnownFact, field: string): string =>
  typeof body[field] === 'string' ? (body[field] as string) : ''

/** How early help that is offered or goes on stands; undefined where there is none. */
const standingIn = (
  facts: readonly KnownFact[],
  reader: { readonly name: string; readonly reads: boolean },
): HelpStanding | undefined => {
  const of = (kind: Kind) => facts.filter(fact => fact.kind === kind)
  const now = of('early-help-case')
    .toSorted((a, b) => text(a, 'offeredOn').localeCompare(text(b, 'offeredOn')) || a.entry - b.entry)
    .at(-1)
  const state = now && text(now, 'state')
  if (!now || (state !== 'open' && state !== 'offered')) return undefined
  const caseId = text(now, 'case') || now.address
  const ofCase = (kind: Kind) => of(kind).filter(fact => text(fact, 'case') === caseId)
  const [offeredOn, openedOn] = [text(now, 'offeredOn') as PlainDate, text(now, 'openedOn') as PlainDate]
  const since = openedOn || offeredOn
  const team = of('meeting').filter(
    fact =>
      text(fact, 'sort') === 'team-around-child' &&
      (text(fact, 'case') ? text(fact, 'case') === caseId : (text(fact, 'heldOn') || text(fact, 'on')) >= since),
  )
  const called = team
    .filter(fact => text(fact, 'state') === 'called')
    .map(fact => text(fact, 'on') as PlainDate)
    .sort()
    .at(-1)
  const plan = ofCase('family-help-plan').at(-1)
  const withdrawnOn = text(now, 'withdrawnOn') as PlainDate
  const leads = ofCase('lead-practitioner')
  const asked = leads.find(
    one => text(one, 'state') === 'proposed' && text(one, 'name').toLowerCase() === reader.name.toLowerCase(),
  )
  return {
    ...{ state, offeredOn },
    ...(openedOn ? { openedOn } : {}),
    ...(withdrawnOn ? { withdrawnOn } : {}),
    ...(asked ? { askedOn: text(asked, 'proposedOn') as PlainDate } : {}),
    led: leads.some(fact => text(fact, 'state') === 'accepted'),
    // Who reads no more than who is in the plan is not asked for what they may not read.
    assessed: !reader.reads || ofCase('early-help-assessment').length > 0,
    actions: plan ? planOf(plan.body).actions : [],
    met: team.filter(fact => text(fact, 'state') === 'held').map(fact => text(fact, 'heldOn') as PlainDate),
    ...(called ? { called } : {}),
  }
}

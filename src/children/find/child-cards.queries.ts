import { sql } from 'kysely'
import { type Grant, type RecordKind, reasonSentence } from '../../access/index.ts'
import { foldName, londonDate, normalisePostcode, outwardCode } from '../../kernel/index.ts'
import { fold, readMany } from '../golden-record/index.ts'
import { address, chosenValue, identity } from '../kinds/index.ts'
import { type NameAndAge, nameAndAge } from '../pages/life-words.ts'

/** A child as a list shows one: enough to tell which it is, and why this reader sees it. */
export type ChildCard = NameAndAge & {
  readonly childId: number
  readonly address: string
  readonly school?: string
  /** The first half of the postcode; never more of an address in a list. */
  readonly area?: string
  /** "you are Liam’s education welfare officer" */
  readonly why: string
  /** What makes two children easy to take for one another: the folded name. */
  readonly likeName: string
  readonly bornOn?: string
  readonly died?: true
}

/** The kind that says which school a child is at; the service that owns it hands it over. */
export type EnrolmentKind = RecordKind<'enrolment'>
export type CardKinds = 'identity' | 'chosen-value' | 'address' | 'enrolment'

/** The cards of these children, in the order given; a child of whom this reader may see nothing has none. Three queries, however many. */
export const listCards = async (grant: Grant<CardKinds>, childIds: readonly number[]): Promise<ChildCard[]> => {
  if (childIds.length === 0) return []
  const { rows: people } = await sql<{ id: number; uuid: string }>`
    select id, uuid from person where id = any(${childIds}::bigint[])`.execute(grant.tx)
  const addresses = new Map(people.map(p => [p.id, p.uuid]))
  const facts = await readMany(grant, childIds, [identity, chosenValue, address, { kind: 'enrolment' }] as const)
  const reasons = await listReasons(grant, childIds)
  return childIds.flatMap(childId => {
    const uuid = addresses.get(childId)
    const known = facts.get(childId)
    if (!uuid || !known?.some(f => f.kind === 'identity')) return []
    const today = londonDate(grant.at)
    const record = fold(known, { today, enrolment: 'enrolment' })
    const named = nameAndAge(record, today)
    const postcode = normalisePostcode(record.address?.value.postcode ?? '')
    const reason = reasons.get(childId)
    return [
      {
        ...named,
        childId,
        address: uuid,
        ...(record.school?.value.name ? { school: record.school.value.name } : {}),
        ...(postcode ? { area: outwardCode(postcode) } : {}),
        why: reasonSentence(reason?.reason ?? 'universal', named.first, reason?.team),
        likeName: foldName(named.name),
        ...(record.birth ? { bornOn: record.birth.value.date } : {}),
        ...(record.death ? { died: true as const } : {}),
      },
    ]
  })
}

type Reason = { readonly reason: string; readonly team: string | undefined }

/** The strongest live reason for each child: the reader's own before the team's, a child's before a school's. */
const listReasons = async (
  { tx, reader }: Grant<CardKinds>,
  childIds: readonly number[],
): Promise<Map<number, Reason>> => {
  const { rows } = await sql<{ child_id: number; reason: string; team: string | null }>`
    select distinct on (x.child_id) x.child_id, x.reason, p.name as team from (
      select g.child_id, g.reason, g.principal, 0 as by_roll from access.grant_row g where g.child_id = any(${childIds}::bigint[])
      union all
      select r.child_id, g.reason, g.principal, 1 from access.roll r join access.grant_row g on g.establishment_id = r.establishment_id
      where r.child_id = any(${childIds}::bigint[]) and r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date) x
    left join access.principal p on p.id = x.principal and p.kind = 'team'
    order by x.child_id, x.by_roll, (x.principal = ${reader.userId}) desc, x.reason`.execute(tx)
  return new Map(rows.map(r => [r.child_id, { reason: r.reason, team: r.team ?? undefined }]))
}

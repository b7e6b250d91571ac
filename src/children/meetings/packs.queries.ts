import { sql } from 'kysely'
import { asColleague, type ChildGrant, type Ground, type RecordKind } from '../../access/index.ts'
import { type Category, londonDate, type PlainDate } from '../../kernel/index.ts'
import { columns, type FactRow, mayName, toFact } from '../golden-record/facts.queries.ts'
import { type KnownFact, readFacts, readPlaceFacts } from '../golden-record/index.ts'
import { dangerNote } from '../kinds/index.ts'
import { outsideGuard } from '../leak-guard/index.ts'
import { isMeant } from '../letters/address-gate.ts'
import { hazardsIn } from '../pages/hazards.ts'
import type { Invited, Meeting } from './meetings.queries.ts'
import { forOutside, isPacked, type PackContent, type PackPlan, packOf, type Stop } from './pack.ts'
import { namesOnMeetings } from './school-staff.queries.ts'

/** A pack that was sealed for one person. */
export type Pack = {
  readonly entry: number
  readonly address: string
  readonly category: Category
  readonly meeting: string
  readonly person: string
  readonly version: number
  readonly state: 'sealed' | 'withdrawn'
  readonly sections: readonly Category[]
  readonly items: readonly number[]
  readonly from: PlainDate | undefined
  readonly since: PlainDate | undefined
  readonly hash: string
  readonly madeById: number
  readonly madeBy: string
  readonly madeAt: Date
  readonly agreed: string | undefined
  readonly withdrawnWhy: string | undefined
  readonly opened: readonly { readonly by: string; readonly at: Date; readonly saved: boolean }[]
  readonly body: Readonly<Record<string, unknown>>
}
type Body = Readonly<Record<string, unknown>>
const text = (body: Body, field: string): string | undefined =>
  typeof body[field] === 'string' && body[field] !== '' ? (body[field] as string) : undefined

/** The packs of one meeting that the reader may know of, the latest version of each person first. */
export const listPacks = async (grant: ChildGrant<'meeting-pack'>, meeting: string): Promise<readonly Pack[]> => {
  const facts = (await readFacts(grant, [{ kind: 'meeting-pack' }] as const)).filter(
    fact => text(fact.body, 'meeting') === meeting,
  )
  const opened = (body: Body) =>
    (body.opened as readonly { byId: number; at: string; saved?: boolean }[] | undefined) ?? []
  const names = await namesOnMeetings(
    grant,
    [grant.childId],
    facts.flatMap(({ body }) => [body.madeById as number, ...opened(body).map(({ byId }) => byId)]),
  )
  const name = (id: number) => names.get(id) ?? 'a worker'
  return facts
    .map(
      ({ entry, address, category, body }): Pack => ({
        entry,
        address: text(body, 'pack') ?? address,
        category,
        meeting,
        person: text(body, 'person') ?? '',
        version: Number(body.version),
        state: body.state === 'withdrawn' ? 'withdrawn' : 'sealed',
        sections: body.sections as readonly Category[],
        items: body.items as readonly number[],
        from: text(body, 'from') as PlainDate | undefined,
        since: text(body, 'since') as PlainDate | undefined,
        hash: text(body, 'hash') ?? '',
        madeById: Number(body.madeById),
        madeBy: name(Number(body.madeById)),
        madeAt: new Date(text(body, 'madeAt') ?? 0),
        agreed: text(body, 'agreed'),
        withdrawnWhy: text(body, 'withdrawnWhy'),
        opened: opened(body).map(({ byId, at, saved = false }) => ({ by: name(byId), at: new Date(at), saved })),
        body,
      }),
    )
    .sort((a, b) => b.version - a.version)
}

/** A pack as one person will see it, and what its maker must know before it is sealed. */
export type Drawn = {
  readonly content: PackContent
  readonly items: readonly number[]
  readonly stops: readonly Stop[]
}
type Kinds = readonly RecordKind[]
type From = { readonly ground: Ground; readonly kinds: Kinds }

/** What the reader sees that can go into a pack: all of it, or certain things in whatever version. */
const readPackable = async (
  grant: ChildGrant<string>,
  kinds: Kinds,
  items?: readonly number[],
): Promise<KnownFact[]> => {
  const packed = kinds.filter(isPacked)
  if (!items) return await readFacts(grant, packed)
  const { rows } = await sql<FactRow>`select ${columns} from entry e join source s on s.id = e.source_id
    where e.id = any(${items}::bigint[]) and e.child_id = ${grant.childId} order by e.known_from, e.id`.execute(
    grant.tx,
  )
  return rows.map(row => toFact(grant.tx, row, mayName(grant, row.tells)))
}

/**
 * Draws a pack: of what its maker sees, what the other person may see too. A worker is asked of row security as themselves; somebody of the
 * family or from outside gets what `forOutside` leaves. With `items` those things alone, as they were then.
 */
export const drawPack = async (
  grant: ChildGrant<string>,
  { ground, kinds }: From,
  person: Pick<Invited, 'who' | 'workerId'>,
  plan: PackPlan,
  items?: readonly number[],
): Promise<Drawn> => {
  const chosen = (facts: readonly KnownFact[]) => facts.filter(fact => plan.sections.includes(fact.category))
  const mine = chosen(await readPackable(grant, kinds, items))
  const drawn =
    person.who === 'worker' && person.workerId !== undefined
      ? { facts: await seenByBoth(grant, { ground, kinds }, mine, person.workerId), stops: [] }
      : forOutside(mine, kinds, await outsideGuard(grant, { school: (await readNotes(grant)).length > 0 }))
  const { from } = plan
  const inPeriod = (fact: { readonly on: PlainDate }) => !from || fact.on >= from
  return {
    content: packOf(drawn.facts, kinds, plan),
    items: drawn.facts.map(fact => fact.entry),
    stops: drawn.stops.filter(inPeriod),
  }
}

const seenByBoth = async (
  grant: ChildGrant<string>,
  { ground, kinds }: From,
  mine: readonly KnownFact[],
  workerId: number,
): Promise<readonly KnownFact[]> => {
  if (workerId === grant.reader.userId) return mine
  const ids = mine.map(fact => fact.entry)
  return (await asColleague(ground, grant, workerId, theirs => readPackable(theirs, kinds, ids))) ?? []
}

/** Notes that say who must not be met or told, of the child and of the home. */
const readNotes = async (grant: ChildGrant<'danger-note'>) => {
  const facts = [...(await readFacts(grant, [dangerNote])), ...(await readPlaceFacts(grant, [dangerNote]))]
  const who = new Map(facts.map(fact => [fact.address, text(fact.body, 'who')]))
  return hazardsIn(facts, londonDate(grant.at))
    .filter(hazard => hazard.sort === 'not-to-meet')
    .map(hazard => ({ who: who.get(hazard.note), short: hazard.title }))
}

/** Why somebody asked to a meeting has to be thought about first: a note means them, or may mean them because it names nobody. */
export type Warned = { readonly key: string; readonly why: 'meant' | 'nobody-named' }
/** Those asked, of the family or from outside, whom a note that the reader sees may mean. */
export const listWarned = async (
  grant: ChildGrant<'danger-note'>,
  { invited }: Pick<Meeting, 'invited'>,
): Promise<readonly Warned[]> => {
  const notes = await readNotes(grant)
  return invited.flatMap(({ key, who, label, relation }): Warned[] => {
    if (who === 'worker' || relation === 'the child') return []
    if (notes.some(note => isMeant(note, { name: label, relation, livesWith: undefined })))
      return [{ key, why: 'meant' }]
    return who === 'family' && notes.some(note => note.who === undefined) ? [{ key, why: 'nobody-named' }] : []
  })
}

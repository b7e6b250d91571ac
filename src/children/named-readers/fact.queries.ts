import { sql } from 'kysely'
import { type ChildGrant, type FactSeal, findSeal, mayWrite, type RecordKind } from '../../access/index.ts'
import { isUuid, NotFound } from '../../kernel/index.ts'
import { isKeepable, type KnownFact, readFacts } from '../golden-record/index.ts'
import { type CodeWords, withWords } from '../pages/about-values.ts'
import { dayOf, headerOf, type RecordHeader } from '../pages/header.queries.ts'
import { namesOf } from '../pages/names.queries.ts'

/** Somebody who works with the child, whom a fact may be kept to. */
export type Colleague = { readonly id: number; readonly name: string; readonly role: string }

/** One fact that the reader may read, who may read it, and what the reader may do about that. */
export type FactData = {
  readonly header: RecordHeader
  readonly fact: KnownFact
  /** What its kind is called. */
  readonly title: string
  /** Names for the people below; who may not be named to this reader is missing. */
  readonly names: ReadonlyMap<number, string>
  readonly seal: FactSeal | undefined
  readonly reader: number
  /** Those it may be kept to, where the reader may; undefined where not. */
  readonly colleagues: readonly Colleague[] | undefined
}

/** The fact at this address with what the page shows of it. NotFound for another child's, and where this reader may not read it. */
export const loadFact = async (
  grant: ChildGrant<string>,
  kinds: readonly RecordKind[],
  address: string | undefined,
  codeWords: CodeWords | undefined,
): Promise<{ data: FactData; parts: readonly KnownFact[] }> => {
  const facts = await readFacts(grant, kinds)
  const fact = isUuid(address ?? '') ? facts.find(one => one.address === address) : undefined
  if (!fact) throw new NotFound()
  const seal = await findSeal(grant, fact.entry)
  const mayKeep = !seal && isKeepable(fact.kind) && mayWrite(grant.decision, fact.category)
  return {
    parts: partsOf(grant, fact, facts),
    data: {
      header: headerOf(grant, facts, []),
      fact: withWords(fact, codeWords),
      title: kinds.find(({ kind }) => kind === fact.kind)?.title ?? 'A fact',
      names: await namesOf(grant, [seal?.sealedBy, seal?.asked?.by, ...(seal?.readers ?? [])]),
      seal,
      reader: grant.reader.userId,
      colleagues: mayKeep ? await listColleagues(grant) : undefined,
    },
  }
}

/** The fact, and what was written with it under other labels, as far as the reader may write that too. */
const partsOf = (grant: ChildGrant<string>, fact: KnownFact, facts: readonly KnownFact[]): KnownFact[] => {
  const key = (one: KnownFact) =>
    [one.kind, one.sourcePerson, one.from, one.until, one.knownFrom.getTime(), one.author].join('|')
  const isPart = (one: KnownFact) =>
    one !== fact &&
    key(one) === key(fact) &&
    !one.kept &&
    mayWrite(grant.decision, one.category) &&
    !Object.keys(one.body).some(field => field in fact.body)
  return [fact, ...facts.filter(isPart)]
}

type Row = { id: number; name: string; title: string | null }

/**
 * Who works with the child today, by themselves or in a team, and is not the reader: as far as the reader may know of their work, and may
 * name them.
 */
export const listColleagues = async (grant: ChildGrant<string>): Promise<Colleague[]> => {
  const day = dayOf(grant)
  const { rows } = await sql<Row>`
    with working as (select i.principal_id as id from involvement i
      where i.child_id = ${grant.childId} and i.principal_id is not null and i.known_to = 'infinity' and i.true_from <= ${day} and i.true_to >= ${day}),
    member as (select id from working union select m.user_id from access.membership m join working w on w.id = m.team_id
      where m.starts_at <= ${grant.at} and m.ends_at > ${grant.at})
    select p.id, p.name, p.title from member m join access.principal p on p.id = m.id
    where p.kind = 'user' and p.active and p.id <> ${grant.reader.userId} order by p.name, p.id limit 100`.execute(
    grant.tx,
  )
  const names = await namesOf(
    grant,
    rows.map(row => row.id),
  )
  return rows.filter(row => names.has(row.id)).map(({ id, name, title }) => ({ id, name, role: title ?? '' }))
}

/** Whether the reader works with the child today, by themselves or in a team: who writes up work that has ended does not, nor who sees to a register. */
export const worksWithChild = async (grant: ChildGrant<string>): Promise<boolean> => {
  const day = dayOf(grant)
  const { rows } =
    await sql`select from involvement i where i.child_id = ${grant.childId} and i.principal_id = any ((select access.principals())::bigint[])
    and i.known_to = 'infinity' and i.true_from <= ${day} and i.true_to >= ${day} limit 1`.execute(grant.tx)
  return rows.length > 0
}

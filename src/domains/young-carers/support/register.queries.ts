import { sql } from 'kysely'
import type { Grant } from '../../../access/index.ts'
import { type CardKinds, type ChildCard, listCards } from '../../../children/index.ts'
import { londonDate, type PlainDate } from '../../../kernel/index.ts'
import { transitionKinds } from '../transition/transition.record.ts'
import { type Transition, transitionOf } from '../transition/transition.ts'
import { type Mark, type Standing, standingOf } from './standing.ts'
import type { FileKind } from './support.queries.ts'

/** A young carer on the register of the reader's own children. */
export type RegisterLine = {
  readonly child: ChildCard
  readonly standing: Standing
  readonly transition: Transition | undefined
}
/** How many the page shows. */
export const mostLines = 200
const kinds = [
  'young-carer',
  'young-carer-at-school',
  'young-carer-at-assessment',
  'young-carer-found',
  'young-carer-offer',
  'young-carer-assessment',
  'young-carer-level',
  'young-carer-ending',
  ...transitionKinds.map(one => one.kind),
]

type Row = Mark & { readonly child_id: number }

/** Those whom the reader works with and somebody told of: not yet offered support first, then by the next day that is due. */
export const listRegister = async (
  grant: Grant<CardKinds | FileKind>,
): Promise<{ readonly lines: readonly RegisterLine[]; readonly more: boolean }> => {
  const { rows } = await sql<Row>`
    select e.child_id, e.kind, e.uuid as address, e.code, e.status, coalesce(e.true_from, e.known_from::date)::text as "on", e.due_on::text as due
    from (select distinct g.child_id from access.grant_row g where g.child_id is not null) mine join entry e using (child_id)
    where e.kind = any(${kinds}::text[]) and e.known_to = 'infinity' order by e.child_id, e.id`.execute(grant.tx)
  const found = [...Map.groupBy(rows, row => row.child_id)].flatMap(([childId, own]) => {
    const marks = own.map(
      (row): Mark => ({
        ...row,
        due: row.due ?? undefined,
        code: row.code ?? undefined,
        status: row.status ?? undefined,
      }),
    )
    const standing = standingOf(marks)
    return standing && standing.stage !== 'ended' ? [{ childId, standing, marks }] : []
  })
  const sorted = found.sort((a, b) => order(a.standing, b.standing) || a.childId - b.childId)
  const ids = sorted.map(one => one.childId)
  const cards = new Map((await listCards(grant, ids)).map(card => [card.childId, card]))
  const today = londonDate(grant.at)
  const lines = sorted.flatMap(({ childId, standing, marks }): RegisterLine[] => {
    const child = cards.get(childId)
    if (!child) return []
    const born = child.died ? undefined : (child.bornOn as PlainDate | undefined)
    return [{ child, standing, transition: transitionOf(born, standing.stage, marks, today) }]
  })
  return { lines: lines.slice(0, mostLines), more: lines.length > mostLines }
}

const never = '9999-12-31' as PlainDate
const order = (a: Standing, b: Standing): number => {
  const [first, second] = [a, b].map(one => `${one.stage === 'found' ? 0 : 1} ${one.next?.on ?? never}`) as [
    string,
    string,
  ]
  return first < second ? -1 : first > second ? 1 : 0
}

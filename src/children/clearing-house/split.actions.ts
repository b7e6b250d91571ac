import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { NotAllowed } from '../../kernel/index.ts'
import { findOpenCase, type Halves, partRecord, retold } from '../linking/index.ts'
import type { KeptSheet } from './evidence-sheet.ts'
import { needsTwo } from './second-person.queries.ts'
import type { Splitting } from './split.queries.ts'
import { keepSplit, type Outcome, touch } from './steps.actions.ts'

type Desk = CommandGrant<'clearing-house'>
/** Which records are whose, why, and what it was said on. */
type Said = { readonly halves: Halves; readonly reason: string; readonly sheet: KeptSheet }

/**
 * Keeps which records a reviewer says belong to which child, and says what becomes of it. A sensitive record waits for a second person,
 * who does not see the first answer: what both say alike is carried out, what they see differently goes to a senior. What was said of
 * other facts than are shown now no longer counts. Throws Conflict where somebody answers at the same moment, or has.
 */
export const splitRecord = (desk: Desk, about: Splitting, { halves, reason, sheet }: Said): Promise<Outcome> =>
  retold(async () => {
    const open = await findOpenCase(desk.tx, about.uuid)
    await sql`update case_step set superseded_at = ${desk.at}
      where case_id = ${open.id} and step = 'answered' and superseded_at is null and version <> ${about.version}`.execute(
      desk.tx,
    )
    const { rows } = await sql<{ halves: Halves | null; user_id: number; to_senior: boolean }>`
      select s.halves, s.user_id, c.to_senior from review_case c left join case_step s
        on s.case_id = c.id and s.step = 'answered' and s.superseded_at is null where c.id = ${open.id} order by s.id`.execute(
      desk.tx,
    )
    const earlier = rows.filter(row => row.user_id !== null)
    if (earlier.some(row => row.user_id === desk.reader?.userId)) throw new NotAllowed()
    await keepSplit(desk, open.id, { version: about.version, reason, sheet, halves })
    const outcome = await weigh(desk, open.id, about, {
      halves,
      first: earlier[0],
      senior: rows[0]?.to_senior === true,
    })
    if (outcome === 'carry-out') await partRecord(desk, { case: about.uuid, halves, reason })
    return outcome
  })

type Weighing = {
  readonly halves: Halves
  readonly first: { readonly halves: Halves | null } | undefined
  readonly senior: boolean
}
const weigh = async (
  desk: Desk,
  id: number,
  about: Splitting,
  { halves, first, senior }: Weighing,
): Promise<Outcome> => {
  if (senior) return 'carry-out'
  if (first) {
    if (first.halves && alike(first.halves, halves)) return 'carry-out'
    await touch(desk, id, true)
    return 'to-senior'
  }
  if (!(await needsTwo(desk, id, [about.person]))) return 'carry-out'
  await touch(desk, id, false)
  return 'waits'
}

/** Do both say the same, whichever half each called the first? */
const alike = (x: Halves, y: Halves): boolean => nameOf(x) === nameOf(y)
const nameOf = ({ a, b }: Halves): string =>
  [a, b]
    .map(half => half.toSorted((p, q) => p - q).join(','))
    .sort()
    .join('|')

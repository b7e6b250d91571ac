import { sql } from 'kysely'
import { type CommandGrant, isCollision } from '../../access/index.ts'
import { Conflict, InvalidInput, NotFound } from '../../kernel/index.ts'
import { askRules } from '../work/ask-rules.actions.ts'
import { carryDrafts } from './carry-drafts.actions.ts'
import { findOpenCase, listSourcePersons, type ReviewCase } from './case.queries.ts'
import { keepWhileAsked } from './cases.actions.ts'
import { listBarred, loadRecords, lockPersons } from './component.queries.ts'
import { answerCase, keepCarried, sayOfPairs } from './decision-rows.actions.ts'
import { foldCopies } from './fold-copies.actions.ts'
import { projectPersons } from './project.actions.ts'
import { recluster } from './recluster.actions.ts'

/** An answer to "are these the same child?": the question's address, and why, in the reviewer's words. */
export type Answered = { readonly case: string; readonly reason: string }
type Desk = CommandGrant<'clearing-house'>

/**
 * The two are one child: everything of both comes together under the older human-confirmed address, the other one leads
 * there. Remembered, and undone by `undoDecision`. Throws NotFound, Conflict (decided already, or changed meanwhile), InvalidInput.
 */
export const joinPersons = (desk: Desk, answered: Answered): Promise<void> =>
  decide(desk, answered, async about => {
    const { pairs, sources } = await pairsOf(desk, about)
    await refuseBarred(desk, sources)
    await sayOfPairs(desk, about, pairs, 'same', answered.reason)
    await answerCase(desk, about, 'joined', answered.reason)
    const carried = await settleAfter(desk, sources)
    const both = [about.aPerson, about.bPerson]
    await keepCarried(desk, about, { ...carried, drafts: await carryDrafts(desk, both) })
    await foldCopies(desk, both)
  })

/** The two are different children: remembered whatever arrives later. Errors as `joinPersons`. */
export const keepApart = (desk: Desk, answered: Answered): Promise<void> =>
  decide(desk, answered, async about => {
    const { pairs, sources } = await pairsOf(desk, about)
    await sayOfPairs(desk, about, pairs, 'different', answered.reason)
    await answerCase(desk, about, 'apart', answered.reason)
    await settleAfter(desk, sources)
  })

/** Different children of one family: kept apart, and put in a family that we work with together. Errors as `joinPersons`. */
export const sameFamily = (desk: Desk, answered: Answered): Promise<void> =>
  decide(desk, answered, async about => {
    const { pairs, sources } = await pairsOf(desk, about)
    await sayOfPairs(desk, about, pairs, 'same-family', answered.reason)
    await answerCase(desk, about, 'family', answered.reason)
    await settleAfter(desk, sources)
    await joinFamily(desk, about)
  })

/** Not sure: the question stays, marked as asked of somebody who knows the family. Errors as `joinPersons`. */
export const leaveOpen = (desk: Desk, answered: Answered): Promise<void> =>
  decide(desk, answered, about => answerCase(desk, about, 'asked', answered.reason))

const decide = async (
  desk: Desk,
  { case: uuid, reason }: Answered,
  work: (about: ReviewCase) => Promise<void>,
): Promise<void> => {
  if (reason.trim() === '') throw new InvalidInput('Say why', 'Write in a few words what you decided on')
  await retold(async () => {
    const about = await findOpenCase(desk.tx, uuid)
    await lockPersons(desk.tx, [about.aPerson, about.bPerson])
    await work(about)
  })
}

/** A collision with another change, in words; the transaction is rolled back. */
export const retold = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (isCollision(error)) throw new Conflict('These records changed just now', 'Look at them again, then decide')
    throw error
  }
}

/** Every pair across the two persons; for one person that may be two, the pair that the question names. */
const pairsOf = async (
  { tx }: Desk,
  about: ReviewCase,
): Promise<{ pairs: (readonly [number, number])[]; sources: number[] }> => {
  const ours = await listSourcePersons(tx, about.aPerson)
  if (about.aPerson === about.bPerson) return { pairs: [[about.aSource, about.bSource]], sources: ours }
  const theirs = await listSourcePersons(tx, about.bPerson)
  return { pairs: ours.flatMap(x => theirs.map(y => [x, y] as const)), sources: [...ours, ...theirs] }
}

/** A barrier wins over any reviewer, and answers as if there were nothing to decide. */
const refuseBarred = async ({ tx }: Desk, sources: readonly number[]): Promise<void> => {
  if ((await listBarred(tx, await loadRecords(tx, sources))).size > 0) throw new NotFound()
}

/** Cuts the component anew under what is now said, and makes anew what is derived from it. */
export const settleAfter = async (desk: Desk, sources: readonly number[]): Promise<ReviewCase['carried']> => {
  const decided = { userId: desk.reader?.userId, sources: new Set(sources) }
  const { persons, carried } = await recluster(desk.tx, sources, { at: desk.at, decided })
  await keepWhileAsked(desk.tx, persons)
  await projectPersons(desk.tx, persons, desk.at)
  await askRules(desk, persons)
  return carried
}

const joinFamily = async ({ tx, at }: Desk, about: ReviewCase): Promise<void> => {
  const pair = [about.aPerson, about.bPerson]
  const known = await sql<{ family_id: number }>`
    select family_id from family_member where child_id = any(${pair}::bigint[]) and source_id = 'throughline' and known_to = 'infinity' order by 1 limit 1`.execute(
    tx,
  )
  const family =
    known.rows[0]?.family_id ??
    (
      await sql<{
        id: number
      }>`insert into family (formed_by, known_from) values ('throughline', ${at}) returning id`.execute(tx)
    ).rows[0]!.id
  await sql`insert into family_member (family_id, child_id, source_id, source_key, known_from)
    select ${family}, p, 'throughline', ${about.uuid}, ${at} from unnest(${pair}::bigint[]) as p
    where not exists (select 1 from family_member m where m.family_id = ${family} and m.child_id = p and m.known_to = 'infinity')`.execute(
    tx,
  )
}

import { sql } from 'kysely'
import { asActor, type Ground, type Tx } from '../../../access/index.ts'
import {
  listEndedRules,
  listOpenNotices,
  type OpenNotice,
  type Settled,
  type StandingNotice,
  settleNotices,
  type WithdrawnWhy,
} from '../../../children/index.ts'
import { academicYearOf, type PlainDate, weekdayIndex } from '../../../kernel/index.ts'
import { isPossible } from '../attendance.ts'
import { combineRegisters } from '../dual-registration.ts'
import { isUnexplained } from '../unexplained.ts'
import { findTouched, loadStates } from './child-state.queries.ts'
import { type NoticeRule, noticeRules } from './notice-rules.ts'
import { type ChildState, standingNotices } from './notices.ts'

/**
 * Tells those who work with the children of a run what its rules find, and withdraws what stands no longer: once the run's people are
 * tied to the right children, in one transaction of the actor `rules`. Run again, it changes nothing. `rules` are the council's own
 * unless a test gives others.
 */
export const tellOfRun = (
  ground: Ground,
  runId: number,
  rules: readonly NoticeRule[] = noticeRules,
): Promise<Settled> => settleOf(ground, (tx, at) => findTouched(tx, runId, at), rules)

/** The same for one child of whom somebody told something by hand: a school's return, which no run brings. */
export const tellOfChild = (ground: Ground, childId: number): Promise<Settled> =>
  settleOf(ground, async () => [childId], noticeRules)

const settleOf = (
  ground: Ground,
  find: (tx: Tx, at: Date) => Promise<number[]>,
  rules: readonly NoticeRule[],
): Promise<Settled> =>
  alone(ground, own =>
    asActor(
      own,
      'rules',
      async (tx, at) => {
        const childIds = await find(tx, at)
        if (childIds.length === 0) return { raised: 0, withdrawn: 0 }
        const ended = await listEndedRules(tx)
        const live = rules.filter(({ rule, version }) => !ended.has(`${rule} ${version}`))
        const states = await loadStates(tx, childIds, at)
        const standing = new Map<number, readonly StandingNotice[]>(
          [...states].map(([id, state]) => [id, standingNotices(state, live, at)]),
        )
        const open = await listOpenNotices(tx, childIds)
        return settleNotices(tx, open, standing, gone => whyGone(gone, states.get(gone.childId), ended), at)
      },
      300,
    ),
  )

/** One settling at a time, on what is known when its turn comes: the lock is taken before the transaction's snapshot. */
const alone = <T>(ground: Ground, work: (own: Ground) => Promise<T>): Promise<T> =>
  ground.db.connection().execute(async db => {
    await sql`select pg_advisory_lock(hashtext('throughline notices'))`.execute(db)
    try {
      return await work({ ...ground, db })
    } finally {
      await sql`select pg_advisory_unlock(hashtext('throughline notices'))`.execute(db).catch(() => {
        /* The connection is gone, and the lock with it. */
      })
    }
  })

/** An absence that stands in the marks has ended; one that does not was corrected. Where no rule is about the child any more, it ended. */
const whyGone = (gone: OpenNotice, state: ChildState | undefined, ended: ReadonlySet<string>): WithdrawnWhy => {
  if (ended.has(`${gone.rule} ${gone.version}`)) return 'rule'
  if (!state) return 'ended'
  if (gone.kind === 'excluded') return 'corrected'
  // The child has moved on since, or never had: either way it is no longer so.
  if (gone.kind !== 'stopped-attending') return 'ended'
  const { from, on } = gone.inputs
  const year = academicYearOf(String(on) as PlainDate)
  const [first, last] = [from, on].map(day => weekdayIndex(year, String(day) as PlainDate) ?? 0)
  const { marks } = combineRegisters(state.registers.filter(one => one.year === year))
  const then = [...marks.slice((first ?? 0) * 2, (last ?? 0) * 2 + 2)].filter(isPossible)
  return then.length > 0 && then.every(isUnexplained) ? 'ended' : 'corrected'
}

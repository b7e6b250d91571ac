import type { SignedInReader } from '../../../../access/index.ts'
import type { PlainDate } from '../../../../kernel/index.ts'
import type { TestDatabase } from '../../../../platform/testing/index.ts'
import { dayBoxes, families, type RoundDesk, words } from '../../rounds/testing/index.ts'

/** A day, written as 2027-01-20, in the three boxes of a form. */
export const boxes = (name: string, day: string): Record<string, string> => dayBoxes(name, day as PlainDate)
const panel = {
  'member-1': 'Ann',
  'as-1': 'lay',
  'member-2': 'Bo',
  'as-2': 'education',
  'member-3': 'Cy',
  'as-3': 'lay',
  chair: '1',
}

/** What the clerk and the officers do with appeals, by the reference of an application. */
export const clerking = (at: () => readonly [TestDatabase, RoundDesk, SignedInReader]) => {
  const { addressOf } = families(() => [at()[0], at()[1]])
  const asClerk = (path: string, asked: Parameters<RoundDesk['ask']>[1] = {}) => at()[1].ask(path, asked, at()[2])
  const appealOf = async (reference: string, key = 'ASH'): Promise<string> => {
    const { rows } = await at()[0].owner.query(
      `select x.uuid from admission_appeal x join admission_application a on a.id = x.application_id where a.reference = $1 and x.school_key = $2 order by x.id desc`,
      [reference, key],
    )
    return rows[0]?.uuid ?? ''
  }
  const lodge = async (reference: string, key = 'ASH', lodged = '2026-11-27', refused = '2026-11-20') =>
    asClerk('/appeals/new/:application', {
      params: { application: await addressOf(reference) },
      form: {
        school: key,
        appellant: `Parent of ${reference}`,
        grounds: `Why ${reference} needs it.`,
        ...boxes('refused', refused),
        ...boxes('lodged', lodged),
      },
    })
  const page = async (reference: string, key = 'ASH') =>
    words(await asClerk('/appeals/:appeal', { params: { appeal: await appealOf(reference, key) } }))
  const officerPage = async (reference: string, key = 'ASH') =>
    words(
      await at()[1].ask('/admissions/:round/appeals/:appeal', { params: { appeal: await appealOf(reference, key) } }),
    )
  const does = async (reference: string, part: string, form: Record<string, string>, key = 'ASH') =>
    asClerk(`/appeals/:appeal/${part}`, { params: { appeal: await appealOf(reference, key) }, form })
  const states = async (reference: string, statement: string, key = 'ASH') =>
    at()[1].ask('/admissions/:round/appeals/:appeal', {
      params: { appeal: await appealOf(reference, key) },
      form: { statement },
    })
  const hears = async (first: string, together: readonly string[], day: string, key = 'ASH') =>
    asClerk('/appeals/:appeal/hearing', {
      params: { appeal: await appealOf(first, key) },
      form: {
        ...boxes('held', day),
        hour: '09:30',
        place: 'Room 2',
        ...panel,
        appeals: (await Promise.all(together.map(one => appealOf(one, key)))) as never,
      },
    })
  /** Whom the last looks at the clerk's list concern, the newest first. */
  const lookedAt = async (most: number) => {
    const { rows } = await at()[0].owner.query(
      `select child_id as child from access.access_event where action = '/appeals' order by id desc limit $1`,
      [most],
    )
    return rows.map(row => row.child)
  }
  return { asClerk, lookedAt, appealOf, lodge, page, officerPage, does, states, hears }
}

// The town of two children with what meetings need: a colleague who works with the child, one who may not read, a father on the record.
import assert from 'node:assert/strict'
import { Type } from 'typebox'
import { type Ground, recordKind, type SignedInReader } from '../../access/index.ts'
import { anEntry, aReader, aRelation, type TestChild } from '../../access/testing/index.ts'
import { coreKinds } from '../kinds/index.ts'
import { meetingPages, meetingPanel, meetingsOwed } from '../meetings/index.ts'
import { recordPages } from '../pages/index.ts'
import { workPages } from '../work/index.ts'
import { twoChildren, wordsOf } from './two-children.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  schema: Type.Object({ school: Type.String() }),
})
const attendance = recordKind({
  kind: 'session-count',
  title: 'Sessions',
  category: 'attendance',
  schema: Type.Object({}),
})
const routes = (ground: Ground) => [
  ...recordPages({ kinds: coreKinds, panels: [meetingPanel], dutyPhone: '01632 960450' }),
  ...meetingPages({ ground, kinds: coreKinds }),
  ...workPages({ enrolment, kinds: [], attendance, owed: [meetingsOwed(enrolment)] }),
]

export const meetings = '/children/:child/meetings'
export const oneMeeting = `${meetings}/:meeting`
export type MeetingForm = Record<string, string | readonly string[]>

/** The town, and its people asking for the pages of meetings. */
export const meetingTown = async () => {
  const town = await twoChildren(routes)
  const friend = await aReader(town.db.owner, 'family-support-worker')
  const officer = await aReader(town.db.owner, 'education-welfare-officer')
  for (const reader of [friend, officer])
    await aRelation(town.db.owner, { child: town.child.id }, { principal: reader.userId })
  await town.db.owner.query(
    `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
     values ($1, $2, 'key-worker', 'family help', 'identity', 1, 'x', '2026-01-01', 'throughline', '2026-01-01')`,
    [town.child.id, friend.userId],
  )
  await anEntry(town.db.owner, town.child, {
    kind: 'carer',
    category: 'contact',
    body: { name: 'Paul Hart', relation: 'father', livesWith: false },
  })
  const ask = (
    by: SignedInReader,
    path: string,
    form?: MeetingForm,
    params: Record<string, string> = {},
    child = town.child,
  ) =>
    town.ask(by, child, {
      path,
      params,
      ...(form ? { post: true, form: form as Record<string, string> } : {}),
    })
  const call = (form: MeetingForm = {}, by = town.worker, child: TestChild = town.child) =>
    ask(
      by,
      `${meetings}/new`,
      {
        sort: 'team-around-child',
        'on-day': '27',
        'on-month': '11',
        'on-year': '2026',
        at: '4pm',
        place: 'Room 2, North family hub',
        workers: [String(by.userId), String(friend.userId)],
        family: 'Paul Hart',
        'name-1': 'Ade Bello',
        'relation-1': 'GP',
        ...form,
      },
      {},
      child,
    )
  const called = async (form: MeetingForm = {}, by = town.worker): Promise<string> => {
    const answer = await call(form, by)
    assert.ok('redirect' in answer, 'page' in answer ? wordsOf(answer) : '')
    return answer.redirect.split('/').at(-1) ?? ''
  }
  const look = async (by: SignedInReader, path: string, params: Record<string, string> = {}) =>
    wordsOf(await ask(by, path, undefined, params))
  /** What one person was asked under: their name, or the number of a worker, with the key that the meeting knows them by. */
  const keysOf = async (meeting: string): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await town.db.owner.query(
      `select p->>'key' as key, coalesce(p->>'name', p->>'workerId') as who from entry e, jsonb_array_elements(e.body->'people') p
       where e.kind = 'meeting' and coalesce(e.body->>'meeting', e.uuid::text) = $1 and e.known_to = 'infinity'`,
      [meeting],
    )
    return new Map(rows.map(({ key, who }) => [who, key]))
  }
  return { town, friend, officer, ask, call, called, look, keysOf }
}

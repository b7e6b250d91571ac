import { Type } from 'typebox'
import { deskAction, endsToTell, holds, listPage, type RecordKind, type Route } from '../../access/index.ts'
import { addDays, londonDate, parseUuid } from '../../kernel/index.ts'
import type { EnrolmentKind } from '../find/child-cards.queries.ts'
import { exampleCards } from '../find/results.examples.ts'
import { address, chosenValue, dangerNote, identity, note, sharedHomeFact, visit } from '../kinds/index.ts'
import { agreementsToTell } from './agreements-due.queries.ts'
import { finishNotices } from './notices.actions.ts'
import { oversightToTell } from './oversight-to-tell.queries.ts'
import type { Owed } from './owed.ts'
import { countDesk, listChanges, listFirst, listOwed, listTasks, listVisits } from './today.queries.ts'
import { leadWords, type Today, todayHeading, todayView } from './today.view.ts'
import { listTold } from './told.queries.ts'
import { trainingDueToTell } from './training-due.queries.ts'

/** What these pages need besides the policy: the kind of a school place, every kind's title, and the desk's addresses. */
export type WorkOptions = {
  readonly enrolment: EnrolmentKind
  readonly kinds: readonly RecordKind[]
  /** What the services ask of people. */
  readonly owed: readonly Owed[]
}

/** The landing page of every role: where I must be, what I should know first, what I owe, what is new. */
export const todayPage = ({ enrolment, kinds, owed }: WorkOptions): Route =>
  listPage({
    path: '/',
    purpose: 'see my day',
    nav: 'today',
    needs: [
      identity,
      chosenValue,
      address,
      enrolment,
      visit,
      dangerNote,
      note,
      sharedHomeFact,
      ...owed.flatMap(one => one.needs),
    ],
    load: async (grant): Promise<Today> => {
      const { reader, at } = grant
      const works = holds(reader, 'write-notes') || holds(reader, 'start-work')
      const yesterday = new Date(`${addDays(londonDate(at), -1)}T00:00:00Z`)
      return {
        at,
        works,
        visits: works ? await listVisits(grant) : [],
        tasks: [...(await listTasks(grant)), ...(await listOwed(grant, owed))],
        told: await listTold(grant),
        changes: works ? await listChanges(grant, yesterday) : [],
        desk: holds(reader, 'possible-duplicates') ? await countDesk(grant) : undefined,
        first: [
          ...endsToTell(reader, londonDate(at), 'today'),
          ...(await trainingDueToTell(grant)),
          ...(await agreementsToTell(grant)),
          ...(await oversightToTell(grant)),
          ...(await listFirst(grant, owed)),
        ],
        mayAudit: holds(reader, 'read-audit'),
        mayApprove: holds(reader, 'approve-access'),
        mayCheck: holds(reader, 'check-told-changes'),
        shut: !reader.masks.trained,
        titles: new Map(kinds.map(kind => [kind.kind, kind.title])),
      }
    },
    answer: (today, frame) => ({
      page: {
        title: 'Today',
        heading: todayHeading(today.at),
        lead: leadWords(today),
        ...(today.works ? { live: { url: '/today/live', words: 'There is something new on Today.' } } : {}),
        body: todayView(today, frame.csrf),
      },
    }),
    examples: exampleDays,
  })

/** Messages that have been read. Row security lets a person finish their own alone. */
export const noticesDoneAction: Route = deskAction({
  path: '/notices/done',
  purpose: 'mark messages as read',
  right: undefined,
  actor: 'recorder',
  form: Type.Object({ notice: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])) }),
  act: async (command, { form }) => {
    const ids = [form.notice ?? []].flat().flatMap(id => parseUuid(id) ?? [])
    await finishNotices(command, ids)
    return { redirect: '/' }
  },
})

const [liam, other, zoe] = exampleCards as readonly [
  (typeof exampleCards)[0],
  (typeof exampleCards)[0],
  (typeof exampleCards)[0],
]
const at = new Date('2026-05-04T07:15:00Z')
const quiet: Today = {
  at,
  visits: [],
  tasks: [],
  told: [],
  changes: [],
  works: true,
  desk: undefined,
  first: [],
  mayAudit: false,
  mayApprove: false,
  mayCheck: false,
  shut: false,
  titles: new Map([
    ['note', 'Note'],
    ['address', 'Address'],
  ]),
}
const toldOf = (child: (typeof exampleCards)[0]): Today['told'][number] => ({
  notice: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c15',
  kind: 'stopped-attending',
  safeguarding: false,
  daily: false,
  at,
  child,
})
const exampleDays: Readonly<Record<string, Today>> = {
  usual: {
    ...quiet,
    visits: [
      { time: '10:00', child: other, place: '22 Mill Street, flat 3, NM1 4QT', hazards: ['Key code held'], shared: 1 },
      { time: '13:30', child: zoe, place: undefined, hazards: [], shared: 0 },
      {
        time: '16:00',
        child: liam,
        place: '14 Larch Close, NM4 2QT',
        hazards: ['Large dog', 'Side gate', 'Visit in pairs'],
        shared: 0,
      },
    ],
    tasks: [
      {
        sort: 'call-back',
        notice: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c11',
        who: 'Priya Raman',
        phone: '01632 960123',
        online: false,
        at,
        child: undefined,
      },
      {
        sort: 'call-back',
        notice: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c12',
        who: 'A family, online',
        phone: undefined,
        online: true,
        at,
        child: undefined,
      },
      {
        sort: 'record-came',
        notice: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c13',
        who: 'Priya Raman',
        at,
        child: zoe,
      },
      { sort: 'visit-to-end', child: other, visit: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c17', on: '2026-05-01' as never },
      {
        sort: 'check-note',
        child: liam,
        note: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c18',
        short: 'Large dog',
        checkBy: '2026-04-30' as never,
      },
      {
        sort: 'check-note',
        child: zoe,
        note: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c19',
        short: undefined,
        checkBy: '2026-05-01' as never,
      },
      { sort: 'whose-is-this', count: 2 },
      { sort: 'open-again', child: zoe, fact: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c16', who: 'Priya Raman', at },
      { sort: 'is-this-yours', child: zoe, service: 'Early help' },
      {
        sort: 'owed',
        child: zoe,
        href: '/children/0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c03/attendance-help',
        hint: 'A question was to be answered by 1 May 2026.',
        due: '2026-05-01' as never,
        status: { tag: 'Overdue', tone: 'warning' },
      },
    ],
    changes: [{ child: liam, kinds: ['address', 'note'] }],
  },
  'told of children': {
    ...quiet,
    told: [
      { ...toldOf(liam), safeguarding: true },
      { ...toldOf(other), kind: 'excluded' },
      { ...toldOf(zoe), withdrawn: 'corrected' },
      { ...toldOf(other), kind: 'moved-school', daily: true },
      { ...toldOf(zoe), kind: 'moved-address', daily: true },
    ],
  },
  'nothing to do': quiet,
  'training runs out': {
    ...quiet,
    first: endsToTell(
      {
        role: 'social-worker',
        training: [{ name: 'Safeguarding children', renew: 'Take the course online.', lastDay: '2026-05-20' as never }],
      },
      londonDate(at),
      'today',
    ),
  },
  'no records for now': { ...quiet, works: false, shut: true },
  'clearing house': { ...quiet, works: false, desk: { cases: 23, imports: 2, pulls: 2, services: 1 } },
  'clearing house, all done': { ...quiet, works: false, desk: { cases: 0, imports: 0, pulls: 0, services: 0 } },
  auditor: { ...quiet, works: false, mayAudit: true },
  'team manager': {
    ...quiet,
    mayApprove: true,
    mayCheck: true,
    tasks: [
      { sort: 'work-started', notice: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c12', who: 'Sam Ali', at, child: liam },
      { sort: 'record-kept', notice: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c16', who: 'Sam Ali', at, child: undefined },
      { sort: 'urgent-often', notice: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c17', who: 'North team', at, child: undefined },
      { sort: 'access-asked', notice: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c13', who: 'Sam Ali', at, child: undefined },
      { sort: 'access-answered', notice: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c14', who: 'Jo Reed', at, child: undefined },
    ],
  },
}

import {
  type ChildGrant,
  type CommandGrant,
  childAction,
  childPage,
  type Ground,
  mayWrite,
  type RecordKind,
  type Route,
} from '../../access/index.ts'
import { Conflict, NotFound, type PlainDate } from '../../kernel/index.ts'
import { taggedPdf } from '../../platform/pdf/index.ts'
import { readFacts } from '../golden-record/index.ts'
import { carer, meeting, meetingPack, task } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { headerKinds } from '../pages/header.queries.ts'
import { makesLines } from '../pages/timeline.ts'
import { closeWriting, write } from '../writing/own-source.actions.ts'
import { tellOfPack } from './asked.actions.ts'
import { type Fields, many, one } from './meeting-form.ts'
import { boxes, loadMeeting, loadStanding } from './meetings.page.ts'
import { listMeetings, type Meeting } from './meetings.queries.ts'
import { meetingsHref } from './meetings.view.ts'
import { isPacked, outsideCategories, type PackPlan, periodFrom, periods, sealOf } from './pack.ts'
import { packDocument } from './pack-document.view.ts'
import { packExamples, prepareExamples } from './packs.examples.ts'
import { drawPack, listPacks, listWarned, type Pack } from './packs.queries.ts'
import { openView, type PackData, type PrepareData, packView, prepareView } from './packs.view.ts'

/** What packs are made with: the ground on which a colleague's sight is asked for, and every kind that may go into one. */
export type PackParts = { readonly ground: Ground; readonly kinds: readonly RecordKind[] }
type Needs = readonly [RecordKind, ...RecordKind[]]
type Grant = ChildGrant<string>

/** The packs of a meeting: prepared, sealed, opened, withdrawn. */
export const packRoutes = ({ ground, kinds }: PackParts): readonly Route[] => {
  const packed = kinds.filter(kind => makesLines(kind) && isPacked(kind))
  const needs = [...headerKinds, carer, task, meeting, meetingPack, ...packed] as readonly unknown[] as Needs
  const from = { ground, kinds: packed }
  const common = { nav: '/my-children', needs } as const

  const preparePath = '/children/:child/meetings/:meeting/prepare/:person'
  const loadPrepare = async (
    grant: Grant,
    params: Readonly<Record<string, string>>,
    fields: Fields = {},
  ): Promise<PrepareData> => {
    const { header, today, meeting: standing } = await loadStanding(grant as never, params.meeting)
    const person = standing.invited.find(({ key }) => key === params.person)
    if (!person) throw new NotFound()
    const mine = new Set((await readFacts(grant, packed)).map(fact => fact.category))
    const choices = [...mine].filter(category => person.who === 'worker' || outsideCategories.includes(category)).sort()
    const warned = (await listWarned(grant, standing)).find(({ key }) => key === person.key)?.why
    return { header, today, meeting: standing, person, choices, warned, fields, errors: [] }
  }
  const planOf = async (
    grant: Grant,
    { choices, fields, today, meeting: standing, person }: PrepareData,
  ): Promise<PackPlan> => {
    const since = await lastHeld(grant, standing)
    const period = periods.find(({ value }) => value === one(fields, 'period'))?.value ?? 'meeting'
    return {
      sections: choices.filter(category => many(fields, 'sections').includes(category)),
      from: periodFrom(period, { today, since }),
      since,
      outside: person.who !== 'worker',
    }
  }

  const preparePage = childPage<Needs, PrepareData>({
    ...common,
    path: preparePath,
    purpose: 'prepare a pack for a meeting',
    load: (grant, { params }) => loadPrepare(grant, params),
    answer: (data, frame) => ({ page: prepareView(data, frame.csrf) }),
    examples: prepareExamples,
  })
  const PrepareForm = boxes(['step', 'period', 'agreed'], ['sections', 'leftOut'])
  const prepareAction = childAction<Needs, typeof PrepareForm>({
    ...common,
    path: preparePath,
    purpose: 'prepare a pack for a meeting',
    writes: meetingPack,
    right: 'write-notes',
    form: PrepareForm,
    act: async ({ grant, begin }, { form, params }) => {
      const fields = form as Fields
      const data = await loadPrepare(grant, params, fields)
      const plan = await planOf(grant, data)
      if (plan.sections.length === 0)
        return {
          page: prepareView(
            { ...data, errors: [{ field: 'sections', text: 'Choose at least one part' }] },
            grant.reader.csrf,
          ),
          status: 422,
        }
      const drawn = await drawPack(grant, from, data.person, plan)
      if (one(fields, 'step') !== 'seal') return { page: prepareView({ ...data, drawn }, grant.reader.csrf) }
      const agreed = one(fields, 'agreed')
      const errors = [
        ...(drawn.stops.length > 0 && many(fields, 'leftOut').length === 0
          ? [{ field: 'leftOut', text: 'Read what is left out, and confirm it' }]
          : []),
        ...(data.warned && !agreed ? [{ field: 'agreed', text: 'Write what your manager agreed' }] : []),
        ...(await leaksIn(grant, { agreed })),
      ]
      if (errors.length > 0) return { page: prepareView({ ...data, drawn, errors }, grant.reader.csrf), status: 422 }
      const before = (await listPacks(grant, data.meeting.address)).filter(pack => pack.person === data.person.key)
      const command = await begin()
      const me = grant.reader.userId
      const common = {
        childId: grant.childId,
        kind: meetingPack,
        category: data.meeting.category,
        on: data.today,
        authorId: me,
      }
      for (const pack of before.filter(({ state }) => state === 'sealed')) {
        await closeWriting(command, pack.entry)
        await write(command, {
          ...common,
          body: withdrawn(pack, 'A new version stands in for it'),
          replaces: pack.entry,
          sealedAs: pack.entry,
        })
      }
      const contents = {
        version: (before[0]?.version ?? 0) + 1,
        ...{ sections: plan.sections, items: drawn.items, from: plan.from, since: plan.since },
        ...{ hash: sealOf(drawn.content), madeAt: grant.at.toISOString() },
      }
      const { address } = await write(command, {
        ...common,
        body: {
          ...{ meeting: data.meeting.address, person: data.person.key, state: 'sealed', madeById: me, agreed },
          ...contents,
        },
        sealedAs: data.meeting.entry,
      })
      await tellPerson(command, grant, data, { ...contents, address })
      return { redirect: meetingsHref(grant, `/${data.meeting.address}`), flash: 'The pack is made.' }
    },
  })

  const packPath = '/children/:child/meetings/:meeting/packs/:pack'
  const loadPack = async (grant: Grant, params: Readonly<Record<string, string>>): Promise<PackData> => {
    const { header, today, meeting: about, mayChange } = await loadMeeting(grant as never, params.meeting)
    const pack = (await listPacks(grant, about.address)).find(({ address }) => address === params.pack)
    const person = about.invited.find(({ key }) => key === pack?.person)
    if (!pack || !person) throw new NotFound()
    const me = grant.reader.userId
    const theirs = person.workerId === me
    if (!theirs && !mayChange) throw new NotFound()
    const mayOpen = (theirs || pack.madeById === me) && about.state !== 'called-off'
    return { header, today, meeting: about, person, pack, mayOpen, mayWithdraw: mayChange, errors: [] }
  }
  const packPage = childPage<Needs, PackData>({
    ...common,
    path: packPath,
    purpose: 'see a meeting pack',
    load: (grant, { params }) => loadPack(grant, params),
    answer: (data, frame) => ({ page: packView(data, frame.csrf) }),
    examples: packExamples,
  })

  const openPack = async (grant: Grant, data: PackData) => {
    const { pack, person } = data
    const plan: PackPlan = {
      sections: pack.sections,
      from: pack.from,
      since: pack.since,
      outside: person.who !== 'worker',
    }
    const { content } = await drawPack(grant, from, person, plan, pack.items)
    return { ...data, content, whole: sealOf(content) === pack.hash }
  }
  const PackForm = boxes(['step', 'why'], [])
  const packAction = childAction<Needs, typeof PackForm>({
    ...common,
    path: packPath,
    purpose: 'open or withdraw a meeting pack',
    writes: undefined,
    form: PackForm,
    act: async ({ grant, begin }, { form, params }) => {
      const fields = form as Fields
      const data = await loadPack(grant, params)
      const { pack } = data
      if (pack.state !== 'sealed')
        throw new Conflict('This pack was withdrawn.', 'Load the page again to see why, and ask for a new version.')
      const again = async (body: Readonly<Record<string, unknown>>) => {
        const command = await begin()
        await closeWriting(command, pack.entry)
        await write(command, {
          childId: grant.childId,
          kind: meetingPack,
          category: pack.category,
          body,
          on: data.today,
          authorId: grant.reader.userId,
          replaces: pack.entry,
          sealedAs: pack.entry,
        })
      }
      if (one(fields, 'step') === 'withdraw') {
        if (!data.mayWithdraw || !mayWrite(grant.decision, pack.category)) throw new NotFound()
        const why = one(fields, 'why')
        const errors = [
          ...(why ? [] : [{ field: 'why', text: 'Write why it is withdrawn' }]),
          ...(await leaksIn(grant, { why })),
        ]
        if (errors.length > 0 || !why) return { page: packView({ ...data, errors }, grant.reader.csrf), status: 422 }
        await again(withdrawn(pack, why))
        await tellPerson(await begin(), grant, data)
        return {
          redirect: meetingsHref(grant, `/${data.meeting.address}`),
          flash: 'The pack is withdrawn. Tell whoever has a printed copy.',
        }
      }
      if (!data.mayOpen) throw new NotFound()
      const open = await openPack(grant, data)
      const saves = one(fields, 'step') === 'save'
      await again({
        ...pack.body,
        pack: pack.address,
        opened: [
          ...openedOf(pack),
          { byId: grant.reader.userId, at: grant.at.toISOString(), ...(saves ? { saved: true } : {}) },
        ],
      })
      if (!saves) return { page: openView(open) }
      const body = await taggedPdf(packDocument(open, grant.reader, grant.at))
      return { file: { name: 'meeting-pack.pdf', mediaType: 'application/pdf', body } }
    },
  })
  return [preparePage, prepareAction, packPage, packAction]
}

/** Tells a colleague of their pack, or that it is withdrawn: they may not read of the meeting. */
const tellPerson = async (
  command: CommandGrant<'recorder'>,
  { childId, reader: { userId } }: Grant,
  { meeting: { address }, person }: Pick<PackData, 'meeting' | 'person'>,
  pack?: Readonly<Record<string, unknown>>,
): Promise<void> => {
  if (person.workerId !== undefined)
    await tellOfPack(command, { childId, meeting: address, authorId: userId }, person.workerId, pack)
}

const openedOf = ({ body }: Pack): readonly unknown[] => (body.opened as readonly unknown[] | undefined) ?? []
const withdrawn = (pack: Pack, why: string) => ({
  ...pack.body,
  pack: pack.address,
  state: 'withdrawn',
  withdrawnWhy: why,
})

/** The last day on which such a meeting was held before this one. */
const lastHeld = async (grant: ChildGrant<'meeting'>, about: Meeting): Promise<PlainDate | undefined> =>
  (await listMeetings(grant))
    .filter(({ sort, state, on }) => sort === about.sort && state === 'held' && on <= about.on)
    .map(({ on }) => on)
    .sort()
    .at(-1)

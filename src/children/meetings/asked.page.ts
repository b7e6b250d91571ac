import { type ChildGrant, childAction, childPage, type RecordKind, type Route } from '../../access/index.ts'
import { londonDate, NotFound } from '../../kernel/index.ts'
import { taggedPdf } from '../../platform/pdf/index.ts'
import { meeting, meetingAsked } from '../kinds/index.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { makesLines } from '../pages/timeline.ts'
import { keepOpening } from './asked.actions.ts'
import { askedExamples } from './asked.examples.ts'
import { listAsked } from './asked.queries.ts'
import { type AskedData, askedPackView, askedView } from './asked.view.ts'
import { type Fields, one } from './meeting-form.ts'
import { boxes } from './meetings.page.ts'
import { isPacked, sealOf } from './pack.ts'
import { packDocument } from './pack-document.view.ts'
import type { PackParts } from './packs.page.ts'
import { drawPack } from './packs.queries.ts'

type Needs = readonly [RecordKind, ...RecordKind[]]
type Grant = ChildGrant<string>

/** A meeting for whoever is asked to it and does not read of it: when and where, and their own pack. */
export const askedRoutes = ({ ground, kinds }: PackParts): readonly Route[] => {
  const packed = kinds.filter(kind => makesLines(kind) && isPacked(kind))
  const needs = [...headerKinds, meeting, meetingAsked, ...packed] as readonly unknown[] as Needs
  const common = { nav: '/my-children', needs, path: '/children/:child/meetings/asked/:meeting' } as const

  const load = async (grant: Grant, params: Readonly<Record<string, string>>): Promise<AskedData> => {
    const found = (await listAsked(grant)).find(asked => asked.meeting.address === params.meeting)
    if (!found) throw new NotFound()
    return { ...found, header: await loadHeader(grant as never), today: londonDate(grant.at) }
  }
  const askedPage = childPage<Needs, AskedData>({
    ...common,
    purpose: 'see a meeting one is asked to',
    load: (grant, { params }) => load(grant, params),
    answer: (data, frame) => ({ page: askedView(data, frame.csrf) }),
    examples: askedExamples,
  })
  const OpenForm = boxes(['step'])
  const openAction = childAction<Needs, typeof OpenForm>({
    ...common,
    purpose: 'open a meeting pack',
    writes: undefined,
    form: OpenForm,
    act: async ({ grant, begin }, { form, params }) => {
      const data = await load(grant, params)
      const { pack, person } = data
      if (!pack || data.meeting.off) throw new NotFound()
      const { content } = await drawPack(grant, { ground, kinds: packed }, person, pack.plan, pack.items)
      const open = { ...data, pack, content, whole: sealOf(content) === pack.hash }
      const saves = one(form as Fields, 'step') === 'save'
      const me = grant.reader.userId
      const opening = { byId: me, at: grant.at.toISOString(), ...(saves ? { saved: true } : {}) }
      await keepOpening(await begin(), { childId: grant.childId, authorId: me }, pack.address, opening)
      if (!saves) return { page: askedPackView(open) }
      const body = await taggedPdf(packDocument(open, grant.reader, grant.at))
      return { file: { name: 'meeting-pack.pdf', mediaType: 'application/pdf', body } }
    },
  })
  return [askedPage, openAction]
}

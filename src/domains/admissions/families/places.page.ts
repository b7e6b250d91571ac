import { Type } from 'typebox'
import {
  type Answer,
  type FamilyGrant,
  familyAction,
  familyPage,
  findFamilyDraft,
  type Route,
  saveFamilyDraft,
} from '../../../access/index.ts'
import { Conflict, londonDate, NotFound } from '../../../kernel/index.ts'
import { findOffer, findRoundById, keepReply, saidOf } from '../rounds/index.ts'
import { fieldsOf } from './application-words.ts'
import { draftOf } from './apply.page.ts'
import { placesHref } from './apply.view.ts'
import { placeExamples, placesExamples } from './families.examples.ts'
import type { FamilyPlaces } from './family-places.ts'
import { keepPapers, readPapers } from './papers.actions.ts'
import { listPapers } from './papers.queries.ts'
import {
  mayChange,
  maySendPapers,
  type PlaceData,
  type PlacesData,
  placesView,
  placeView,
  sureView,
} from './places.view.ts'
import { findAppealsTo, findDays, findOutcome, findSent, listOpenRounds, listSent } from './sent.queries.ts'
import { keepSent, takeBackPaper, takeBackSent } from './take-back.actions.ts'
import { sureBackView, takingBackOf } from './take-back.view.ts'

const path = '/family/school-places'

const listPage = ({ key, phone }: FamilyPlaces): Route =>
  familyPage<PlacesData>({
    path,
    purpose: 'see one’s own applications for school places',
    load: async grant => {
      const rounds = await listOpenRounds(grant)
      const drafts: string[] = []
      for (const round of rounds) if (await findFamilyDraft(grant, key, draftOf(round))) drafts.push(round.address)
      return { rounds, sent: await listSent(grant, key), drafts }
    },
    answer: data => ({ page: placesView(data, phone) }),
    examples: placesExamples,
  })

const placeOf = async (
  grant: FamilyGrant,
  key: FamilyPlaces['key'],
  address: string | undefined,
): Promise<PlaceData> => {
  const sent = await findSent(grant, key, address)
  const round = (await listOpenRounds(grant)).find(one => one.id === sent.roundId)
  const papers = await listPapers(grant, sent)
  return {
    sent,
    outcome: await findOutcome(grant, sent),
    days: await findDays(grant, sent),
    appealsTo: await findAppealsTo(grant),
    round,
    at: grant.at,
    papers,
    errors: [],
  }
}

const onePage = ({ key, phone }: FamilyPlaces): Route =>
  familyPage<PlaceData>({
    path: `${path}/:sent`,
    purpose: 'see one’s own applications for school places',
    load: async (grant, { params }) => {
      return await placeOf(grant, key, params.sent)
    },
    answer: (data, { csrf = '' }) => ({ page: placeView(data, csrf, phone) }),
    examples: placeExamples,
  })

const papersAction = ({ key, phone }: FamilyPlaces): Route =>
  familyAction({
    path: `${path}/:sent/papers`,
    purpose: 'send papers with one’s own application for school places',
    files: true,
    act: async ({ grant, begin }, { params, files }): Promise<Answer> => {
      const data = await placeOf(grant, key, params.sent)
      if (!maySendPapers(data))
        throw new Conflict('Papers are no longer taken here.', 'Call us, and give your receipt number.')
      const read = await readPapers(files, data.papers.length)
      if ('errors' in read)
        return { page: placeView({ ...data, errors: read.errors }, grant.family.csrf, phone), status: 422 }
      await keepPapers(await begin(), data.sent, read.papers, key)
      return { redirect: placesHref(`/${data.sent.address}`) }
    },
  })

const changeAction = ({ key }: FamilyPlaces): Route =>
  familyAction({
    path: `${path}/:sent/change`,
    purpose: 'apply for school places as a family',
    act: async ({ grant }, { params }) => {
      const sent = await findSent(grant, key, params.sent)
      const round = (await listOpenRounds(grant)).find(one => one.id === sent.roundId)
      if (!round || !mayChange({ sent, round, at: grant.at }))
        throw new Conflict('It can no longer be changed here.', 'Call us, and give your receipt number.')
      await saveFamilyDraft(grant, key, draftOf(round), { ...fieldsOf(sent.words), replaces: sent.address })
      return { redirect: placesHref(`/apply/${round.address}`) }
    },
  })

const takeBackAction = ({ key }: FamilyPlaces): Route =>
  familyAction<typeof TakeBackForm>({
    path: `${path}/:sent/take-back`,
    purpose: 'take back one’s own application for school places',
    form: TakeBackForm,
    act: async ({ grant, begin }, { params, form }): Promise<Answer> => {
      const data = await placeOf(grant, key, params.sent)
      const { sent } = data
      const home = { redirect: placesHref(`/${sent.address}`) }
      if (form.keep === 'yes') {
        await keepSent(await begin(), grant.family, sent)
        return home
      }
      if (sent.state === 'taken-back') return home
      const way = takingBackOf(data)
      if (way === 'no')
        throw new Conflict('It can no longer be taken back here.', 'Call us, and give your receipt number.')
      if (way === 'now' && form.sure !== 'yes') return { page: sureBackView(sent, grant.family.csrf) }
      await takeBackSent(await begin(), grant.family, sent, way)
      return home
    },
  })
const TakeBackForm = Type.Object({
  sure: Type.Optional(Type.String({ maxLength: 3 })),
  keep: Type.Optional(Type.String({ maxLength: 3 })),
})

const takePaperBackAction = ({ key }: FamilyPlaces): Route =>
  familyAction<typeof TakePaperBackForm>({
    path: `${path}/:sent/papers/take-back`,
    purpose: 'take back a paper sent with one’s own application for school places',
    form: TakePaperBackForm,
    act: async ({ grant, begin }, { params, form }): Promise<Answer> => {
      const sent = await findSent(grant, key, params.sent)
      await takeBackPaper(await begin(), sent, form.paper)
      return { redirect: placesHref(`/${sent.address}`) }
    },
  })
const TakePaperBackForm = Type.Object({ paper: Type.Optional(Type.String({ maxLength: 40 })) })

const ReplyForm = Type.Object({
  offer: Type.Optional(Type.String({ maxLength: 40 })),
  reply: Type.Optional(Type.String({ maxLength: 10 })),
  sure: Type.Optional(Type.String({ maxLength: 3 })),
})

/** An answer to an offer that the account's own outcome shows: no other can be named. */
const replyAction = ({ key }: FamilyPlaces): Route =>
  familyAction<typeof ReplyForm>({
    path: `${path}/:sent/reply`,
    purpose: 'answer an offer of a school place as a family',
    form: ReplyForm,
    act: async ({ grant, beginAdmissions }, { params, form }): Promise<Answer> => {
      const sent = await findSent(grant, key, params.sent)
      const outcome = await findOutcome(grant, sent)
      const offer = outcome && !outcome.quiet ? outcome.offers.find(one => one.address === form.offer) : undefined
      const said = saidOf(form.reply)
      if (!offer || !said) throw new NotFound()
      const says = offer.reply === 'accepted' && said.reply === 'accepted' && said.wantsNoHigher !== offer.wantsNoHigher
      if (offer.ended !== null || (offer.reply !== null && !says))
        throw new Conflict('This offer was answered, or it has ended.', 'Load the page of your application again.')
      if (said.reply === 'declined' && form.sure !== 'yes') return { page: sureView(sent, offer, grant.family.csrf) }
      const desk = await beginAdmissions()
      const round = await findRoundById(desk, sent.roundId)
      await keepReply(desk, round.id, await findOffer(desk, round, offer.address), {
        ...said,
        how: 'online',
        on: londonDate(grant.at),
        saidBy: sent.words.saidBy,
        by: grant.family.familyId,
      })
      return { redirect: placesHref(`/${sent.address}`) }
    },
  })

/** A family's own applications, what came of each, and its answer. */
export const placesPages = (places: FamilyPlaces): readonly Route[] => [
  listPage(places),
  onePage(places),
  papersAction(places),
  takePaperBackAction(places),
  changeAction(places),
  takeBackAction(places),
  replyAction(places),
]

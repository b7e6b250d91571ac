import { type TObject, Type } from 'typebox'
import { type Answer, actConcerns, deskAction, deskPage, type Route } from '../../../../access/index.ts'
import { boxNames, londonDate } from '../../../../kernel/index.ts'
import type { FormError } from '../../../../platform/views/index.ts'
import { showsApplicants } from '../applications/applications.page.ts'
import { careWithoutOffer } from '../care.queries.ts'
import { common } from '../rounds.page.ts'
import { type AdmissionRound, type Desk, findRound } from '../rounds.queries.ts'
import type { Fields } from '../set-up/begin-form.ts'
import { readFields } from '../set-up/read-fields.ts'
import { keepReminder, keepReply, ways, withdrawOffer } from './offers.actions.ts'
import { offerExamples, offersExamples } from './offers.examples.ts'
import { countOffers, findOffer, listOffers, listPlaces, type OneOffer } from './offers.queries.ts'
import { type OfferData, type OffersData, offersHref, offersPerPage, offersView, offerView } from './offers.view.ts'
import { offerStates, saidOf, type WithdrawGround, withdrawGrounds } from './replies.ts'

const path = '/admissions/:round/offers'
const box = (most = 200) => Type.Optional(Type.String({ maxLength: most }))

const offersPage = deskPage({
  ...common,
  path,
  purpose: 'see who accepted a school place',
  query: Type.Object({
    state: Type.Optional(Type.Union(offerStates.map(one => Type.Literal(one)))),
    page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }),
  }),
  load: async (desk, { params, query: { state, page } }): Promise<OffersData> => {
    const round = await findRound(desk, params.round)
    const rows = await listOffers(desk, round, { state, from: (page - 1) * offersPerPage, most: offersPerPage + 1 })
    const offers = rows.slice(0, offersPerPage)
    showsApplicants(desk, offers)
    const counts = await countOffers(desk, round, londonDate(desk.at))
    return {
      round,
      counts,
      schools: await listPlaces(desk, round),
      careWithout: await careWithoutOffer(desk, round),
      state,
      page,
      more: rows.length > offersPerPage,
      offers,
    }
  },
  answer: data => ({ page: offersView(data) }),
  examples: offersExamples,
})

const offerPage = deskPage({
  ...common,
  path: `${path}/:offer`,
  purpose: 'see one offer of a school place',
  load: async (desk, { params }): Promise<OfferData> => {
    const round = await findRound(desk, params.round)
    const offer = await findOffer(desk, round, params.offer)
    showsApplicants(desk, [offer])
    return { round, offer, fields: {}, errors: [] }
  },
  answer: (data, frame) => ({ page: offerView(data, frame.csrf) }),
  examples: offerExamples,
})

/** A change to one offer: does it, or says what is wrong with the form. */
const change = (
  part: string,
  purpose: string,
  form: TObject,
  work: (desk: Desk, round: AdmissionRound, offer: OneOffer, fields: Fields) => Promise<readonly FormError[]>,
  flash: string,
): Route =>
  deskAction({
    ...common,
    path: `${path}/:offer/${part}`,
    concerns: 'child',
    purpose,
    form,
    act: async (desk, { params, form: sent }): Promise<Answer> => {
      const round = await findRound(desk, params.round)
      const offer = await findOffer(desk, round, params.offer)
      actConcerns(desk, offer.childId)
      const fields = sent as Fields
      const errors = await work(desk, round, offer, fields)
      if (errors.length === 0) return { redirect: offersHref(round, `/${offer.address}`), flash }
      return { page: offerView({ round, offer, fields, errors }, desk.reader?.csrf ?? ''), status: 422 }
    },
  })

const noWay = 'Choose by which way'
const replyAction = change(
  'reply',
  'write down whether a family accepts a school place',
  Type.Object({
    reply: box(),
    how: box(),
    saidBy: box(),
    ...Object.fromEntries(boxNames('said').map(name => [name, box()])),
  }),
  async (desk, round, offer, fields) => {
    const { errors, wrong, oneOf, day, text } = readFields(fields)
    const said = saidOf(fields.reply)
    if (!said) wrong('reply', 'Choose whether they accept')
    const heard = {
      how: oneOf('how', ways, noWay),
      on: day('said', 'The day'),
      saidBy: text('saidBy', 'Enter who said it'),
    }
    if (errors.length === 0 && heard.on > londonDate(desk.at)) wrong('said-day', 'The day has not come yet')
    if (errors.length === 0 && heard.on < londonDate(offer.offeredAt)) wrong('said-day', 'The day is before the offer')
    if (errors.length === 0 && said) await keepReply(desk, round.id, offer, { ...said, ...heard })
    return errors
  },
  'The answer is saved.',
)

const remindAction = change(
  'remind',
  'remind a family to answer an offer',
  Type.Object({ by: box(), ...Object.fromEntries(['sent', 'until'].flatMap(boxNames).map(name => [name, box()])) }),
  async (desk, _round, offer, fields) => {
    const { errors, wrong, oneOf, day } = readFields(fields)
    const sent = { how: oneOf('by', ways, noWay), on: day('sent', 'The day'), answerBy: day('until', 'The last day') }
    if (errors.length === 0 && sent.on > londonDate(desk.at)) wrong('sent-day', 'The day has not come yet')
    if (errors.length === 0 && sent.answerBy <= sent.on) wrong('until-day', 'The last day must be after the reminder')
    if (errors.length === 0) await keepReminder(desk, offer, sent)
    return errors
  },
  'The reminder is saved.',
)

const withdrawAction = change(
  'withdraw',
  'withdraw an offer of a school place',
  Type.Object({ ground: box(), why: box(500) }),
  async (desk, round, offer, fields) => {
    const { errors, wrong, text } = readFields(fields)
    const ground = Object.keys(withdrawGrounds).find(one => one === fields.ground) as WithdrawGround | undefined
    if (!ground) wrong('ground', 'Choose why')
    const why = text('why', 'Write what happened')
    if (errors.length === 0 && ground) await withdrawOffer(desk, round.id, offer, { ground, why })
    return errors
  },
  'The offer is withdrawn.',
)

/** Offers that are out, and what families answer. */
export const offerPages: readonly Route[] = [offersPage, offerPage, replyAction, remindAction, withdrawAction]

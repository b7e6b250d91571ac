import { Type } from 'typebox'
import { childAction, childPage, type Route } from '../../../access/index.ts'
import {
  answerTyped,
  anyTyped,
  DraftQuery,
  draftBoxes,
  endTyped,
  fieldsOfTyped,
  leaksIn,
  openTyped,
  savedBefore,
  type TypedWords,
} from '../../../children/index.ts'
import { Conflict, NotFound } from '../../../kernel/index.ts'
import { readAgreed } from './agreement.ts'
import { helpHref } from './form.view.ts'
import { helpExamples } from './help.examples.ts'
import { helpCase, helpStep, leadPractitioner } from './help.record.ts'
import { type HelpData, helpView } from './help.view.ts'
import { type Fields, offerAnswers, readOffer } from './help-forms.ts'
import {
  acceptLead,
  type HelpGrant,
  helpNeeds,
  loadHelp,
  loadOpenHelp,
  writeCase,
  writeEpisode,
  writeOfHelp,
} from './help-work.actions.ts'

const common = { purpose: 'give early help', nav: '/early-help', needs: helpNeeds } as const

/** Where drafts of the offer are kept, and of the answer to one. */
const offerPlace = ({ childId }: Pick<HelpGrant, 'childId'>) => ({ form: 'help-offer', childId })
const answerPlace = ({ childId }: Pick<HelpGrant, 'childId'>) => ({ form: 'help-answer', childId })
const placeNow = (grant: HelpGrant, { file, mayWork }: HelpData) => {
  const going = file.cases.find(one => one.state === 'open' || one.state === 'offered')?.state
  if (!mayWork || going === 'open') return undefined
  return going === 'offered' ? answerPlace(grant) : offerPlace(grant)
}

const helpPage = childPage<typeof helpNeeds, HelpData, typeof DraftQuery>({
  ...common,
  path: '/children/:child/early-help',
  query: DraftQuery,
  load: async (grant, { query }) => {
    const data = await loadHelp(grant)
    const place = placeNow(grant, data)
    return place ? { ...data, ...fieldsOfTyped<Fields>(await openTyped(grant, place, query), {}) } : data
  },
  answer: (data, frame) => ({ page: helpView(data, frame.csrf) }),
  examples: helpExamples,
})

const box = () => Type.Optional(Type.String({ maxLength: 10_000 }))
const carried = Object.fromEntries(draftBoxes.map(name => [name, box()]))
const OfferForm = Type.Object({
  ...{ why: box(), answer: box(), agreedBy: box(), agreedAs: box(), afterPlan: box() },
  ...carried,
})

const wordsIn = ({ why, agreedBy }: Fields): TypedWords => [
  ['Why is it offered?', why],
  ['Who agreed?', agreedBy],
]
const states = { agreed: 'open', thinking: 'offered', declined: 'declined' } as const
const stateOf = (answer: string) => states[answer as keyof typeof states]

const offerAction = childAction<typeof helpNeeds, typeof OfferForm>({
  ...common,
  path: '/children/:child/early-help',
  writes: helpCase,
  form: OfferForm,
  act: async ({ grant, begin }, { form }) => {
    const data = await loadHelp(grant)
    const fields = form as Fields
    if (data.file.cases.some(one => one.state === 'open' || one.state === 'offered')) {
      const notSaved = wordsIn(fields)
      if (anyTyped(notSaved)) return savedBefore(helpView({ ...data, notSaved }, grant.reader.csrf))
      throw new Conflict('Somebody else has offered early help already.', 'Load the page again to see it.')
    }
    const kept = await answerTyped(begin, offerPlace(grant), fields, helpHref(grant.address))
    if (kept) return kept
    const read = readOffer(fields)
    const errors = [...('errors' in read ? read.errors : []), ...(await leaksIn(grant, fields))]
    if (errors.length > 0 || 'errors' in read)
      return { page: helpView({ ...data, fields, errors }, grant.reader.csrf), status: 422 }
    const { today } = data
    const [command, state] = [await begin(), stateOf(read.answer)]
    await endTyped(command, offerPlace(grant), fields)
    const body = {
      state,
      offeredOn: today,
      ...(read.afterPlan ? { afterPlan: 'yes' } : {}),
      ...(state === 'open' ? { openedOn: today, ...read.agreed } : {}),
    }
    const address = await writeOfHelp(grant, command, helpCase, body, { on: today })
    const sort = read.answer === 'thinking' ? 'offered' : read.answer
    const step = { case: address, sort, on: today, passages: [{ text: read.why, about: 'child' }] }
    await writeOfHelp(grant, command, helpStep, step, { on: today })
    if (state === 'open') await writeEpisode(grant, command, {}, today, {})
    return { redirect: helpHref(grant.address), flash: 'Saved.' }
  },
})

const AnswerForm = Type.Object({ answer: box(), agreedBy: box(), agreedAs: box(), ...carried })
const answerAction = childAction<typeof helpNeeds, typeof AnswerForm>({
  ...common,
  path: '/children/:child/early-help/answer',
  writes: helpCase,
  form: AnswerForm,
  act: async ({ grant, begin }, { form }) => {
    const data = await loadHelp(grant)
    const now = data.file.cases.find(one => one.state === 'offered')
    const notSaved = wordsIn(form as Fields)
    if (!now && data.file.cases.length > 0 && anyTyped(notSaved))
      return savedBefore(helpView({ ...data, notSaved }, grant.reader.csrf))
    if (!now) throw new NotFound()
    const kept = await answerTyped(begin, answerPlace(grant), form, helpHref(grant.address))
    if (kept) return kept
    const answer = offerAnswers.find(one => one.value === form.answer && one.value !== 'thinking')?.value
    const read = answer === 'agreed' ? readAgreed(form as Fields) : undefined
    const errors = [
      ...(answer ? [] : [{ field: 'answer', text: 'Choose what the family says' }]),
      ...(read && 'errors' in read ? read.errors : []),
      ...(await leaksIn(grant, form as Fields)),
    ]
    if (errors.length > 0 || !answer)
      return { page: helpView({ ...data, fields: form as Fields, errors }, grant.reader.csrf), status: 422 }
    const command = await begin()
    await endTyped(command, answerPlace(grant), form)
    const agreed = read && 'agreedBy' in read ? { openedOn: data.today, ...read } : {}
    await writeCase(grant, command, { ...now, state: stateOf(answer), ...agreed })
    await writeOfHelp(grant, command, helpStep, { case: now.address, sort: answer, on: data.today }, { on: data.today })
    if (answer === 'agreed') await writeEpisode(grant, command, {}, data.today, {})
    return { redirect: helpHref(grant.address), flash: 'Saved.' }
  },
})

const AcceptForm = Type.Object({ lead: box() })
const acceptAction = childAction<typeof helpNeeds, typeof AcceptForm>({
  ...common,
  path: '/children/:child/early-help/accept',
  writes: leadPractitioner,
  form: AcceptForm,
  act: async ({ grant, begin }, { form }) => {
    const { data, now } = await loadOpenHelp(grant)
    const lead = data.file.leads.find(one => one.state === 'proposed' && one.address === form.lead)
    if (!lead) throw new Conflict('This was answered already.', 'Load the page again to see who leads.')
    const { name, organisation, phone, proposedOn, entry } = lead
    await acceptLead(grant, await begin(), data, now, {
      body: { name, organisation, phone, proposedOn },
      replaces: entry,
    })
    return { redirect: helpHref(grant.address), flash: `${name} leads now.` }
  },
})

/** Early help of a child: as it stands, offered, answered, led. */
export const helpPages: readonly Route[] = [helpPage, offerAction, answerAction, acceptAction]

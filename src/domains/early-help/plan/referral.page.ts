import { Type } from 'typebox'
import { childAction, childPage, type Route } from '../../../access/index.ts'
import {
  ameliaHeader,
  answerTyped,
  anyTyped,
  DraftQuery,
  draftBoxes,
  endTyped,
  exampleDay,
  fieldsOfTyped,
  leaksIn,
  openTyped,
  savedBefore,
  type TypedWords,
} from '../../../children/index.ts'
import { boxNames, Conflict, filledBoxes, NotFound } from '../../../kernel/index.ts'
import { exampleServices, type FamilyService, listServices } from '../family-services/index.ts'
import { helpHref } from './form.view.ts'
import { exampleReferrals } from './help.examples.ts'
import { referralOut } from './help.record.ts'
import type { HelpCase, ReferralOut } from './help-file.queries.ts'
import type { Fields } from './help-forms.ts'
import { type HelpGrant, helpNeeds, loadHelp, loadOpenHelp, wordsInstead, writeOfHelp } from './help-work.actions.ts'
import { type ReferData, type ReferralData, referralView, referView } from './referral.view.ts'
import { readBecame, readReferral } from './referral-forms.ts'

const common = { purpose: 'give early help', nav: '/early-help', needs: helpNeeds } as const
const box = () => Type.Optional(Type.String({ maxLength: 10_000 }))
const formOf = (...names: readonly string[]) =>
  Type.Object(Object.fromEntries([...names, ...draftBoxes].map(name => [name, box()])))
type Form = ReturnType<typeof formOf>

const loadRefer = async (grant: HelpGrant): Promise<ReferData & { readonly now: HelpCase }> => {
  const { data, now } = await loadOpenHelp(grant)
  const { header, today, file } = data
  const actions = (file.plan?.actions ?? []).filter(one => !one.done)
  return {
    header,
    today,
    now,
    fields: filledBoxes('on', today),
    errors: [],
    services: await listServices(grant),
    actions,
  }
}

const newPlace = ({ childId }: Pick<HelpGrant, 'childId'>) => ({ form: 'help-sent-on', childId })
const referPage: Route = childPage<typeof helpNeeds, ReferData, typeof DraftQuery>({
  ...common,
  path: '/children/:child/early-help/sent-on/new',
  query: DraftQuery,
  load: async (grant, { query }) => {
    const data = await loadRefer(grant)
    return { ...data, ...fieldsOfTyped(await openTyped(grant, newPlace(grant), query, true), data.fields) }
  },
  answer: (data, frame) => ({ page: referView(data, frame.csrf) }),
  examples: {
    usual: {
      ...{ header: ameliaHeader, today: exampleDay, services: exampleServices },
      actions: [{ what: 'Warm Homes money', who: 'Sam Ali', by: exampleDay }],
      fields: {},
      errors: [{ field: 'why', text: 'Write why' }],
    },
  },
})

const referAction: Route = childAction<typeof helpNeeds, Form>({
  ...common,
  path: '/children/:child/early-help/sent-on/new',
  writes: referralOut,
  form: formOf('service', 'action', 'why', 'agreedBy', 'agreedAs', ...boxNames('on')),
  act: async ({ grant, begin }, { form }) => {
    const fields = form as Fields
    const notSaved: TypedWords = [
      ['Why?', fields.why],
      ['Who agreed?', fields.agreedBy],
    ]
    const data = await loadRefer(grant).catch(error => wordsInstead(grant, notSaved, error))
    if (!('services' in data)) return data
    const kept = await answerTyped(begin, newPlace(grant), fields, helpHref(grant.address))
    if (kept) return kept
    const read = readReferral(fields, data.services, data.actions, data.today)
    const errors = [...('errors' in read ? read.errors : []), ...(await leaksIn(grant, fields))]
    if (errors.length > 0 || 'errors' in read)
      return { page: referView({ ...data, fields, errors }, grant.reader.csrf), status: 422 }
    const body = { ...read.body, case: data.now.address }
    const command = await begin()
    await endTyped(command, newPlace(grant), fields)
    await writeOfHelp(grant, command, referralOut, body, { on: read.on })
    return { redirect: helpHref(grant.address), flash: 'Saved. Write here what the service answers.' }
  },
})

type Found = ReferralData & { readonly phone?: string }
const loadReferral = async (grant: HelpGrant, address: string | undefined): Promise<Found> => {
  const { header, today, file, mayWork } = await loadHelp(grant)
  const referral = file.referrals.find(one => one.address === address)
  if (!referral) throw new NotFound()
  const phone = (await listServices(grant)).find(one => one.service === referral.service)?.phone
  const going = file.cases[0]?.state === 'open'
  const fields = filledBoxes('on', today)
  return { header, today, fields, errors: [], referral, mayWork: mayWork && going, ...(phone ? { phone } : {}) }
}

const example = { header: ameliaHeader, today: exampleDay, fields: {}, errors: [], mayWork: true } as const
const [waiting, ended] = exampleReferrals as [ReferralOut, ReferralOut]
const placeOf = ({ childId }: Pick<HelpGrant, 'childId'>, { address, state }: ReferralOut) => ({
  form: `help-sent-on-${state}/${address}`,
  childId,
})
const referralPage: Route = childPage<typeof helpNeeds, Found, typeof DraftQuery>({
  ...common,
  path: '/children/:child/early-help/sent-on/:referral',
  query: DraftQuery,
  load: async (grant, { params, query }) => {
    const data = await loadReferral(grant, params.referral)
    return { ...data, ...fieldsOfTyped(await openTyped(grant, placeOf(grant, data.referral), query), data.fields) }
  },
  answer: (data, frame) => ({ page: referralView(data, data.phone, frame.csrf) }),
  examples: {
    usual: { ...example, referral: waiting, phone: (exampleServices[0] as FamilyService).phone },
    'accepted, with errors': {
      ...example,
      referral: { ...ended, state: 'accepted', result: '' },
      errors: [{ field: 'outcome', text: 'Choose what became of it' }],
    },
    ended: { ...example, referral: ended },
  },
})

const becameAction: Route = childAction<typeof helpNeeds, Form>({
  ...common,
  path: '/children/:child/early-help/sent-on/:referral',
  writes: referralOut,
  form: formOf('state', 'answer', 'outcome', 'words', ...boxNames('on')),
  act: async ({ grant, begin }, { form, params }) => {
    const data = await loadReferral(grant, params.referral)
    const { referral, today, phone } = data
    const fields = form as Fields
    const open = data.mayWork && (referral.state === 'sent' || referral.state === 'accepted')
    const kept = open ? await answerTyped(begin, placeOf(grant, referral), fields, helpHref(grant.address)) : undefined
    if (kept) return kept
    const notSaved: TypedWords = [[fields.state === 'sent' ? 'What they said' : 'What has changed', fields.words]]
    if ((fields.state !== referral.state || !open) && anyTyped(notSaved))
      return savedBefore(referralView({ ...data, notSaved }, phone, grant.reader.csrf))
    const { now } = await loadOpenHelp(grant, 'withdrawn too')
    if (fields.state !== referral.state || !open)
      throw new Conflict('Somebody else has written this down already.', 'Load the page again to see what they wrote.')
    const read = readBecame(fields, referral, today)
    const errors = [...('errors' in read ? read.errors : []), ...(await leaksIn(grant, fields))]
    if (errors.length > 0 || 'errors' in read)
      return { page: referralView({ ...data, fields, errors }, phone, grant.reader.csrf), status: 422 }
    const body = { ...read.body, case: now.address }
    const command = await begin()
    await endTyped(command, placeOf(grant, referral), fields)
    await writeOfHelp(grant, command, referralOut, body, { on: read.on, replaces: referral.entry })
    return { redirect: helpHref(grant.address), flash: 'Saved.' }
  },
})

/** A family sent on to a service of the list: where to, what the service answered, what became of it. */
export const referralPages: readonly Route[] = [referPage, referAction, referralPage, becameAction]

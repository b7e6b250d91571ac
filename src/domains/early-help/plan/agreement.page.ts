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
import { boxNames, Conflict, filledBoxes, londonDate, NotFound } from '../../../kernel/index.ts'
import { type AgreementChange, readAgreementChange } from './agreement.ts'
import { type AgreementData, agreementView } from './agreement.view.ts'
import { helpHref } from './form.view.ts'
import { helpStep, referralOut } from './help.record.ts'
import type { HelpCase, ReferralOut } from './help-file.queries.ts'
import type { Fields } from './help-forms.ts'
import { type HelpGrant, helpNeeds, loadOpenHelp, wordsInstead, writeCase, writeOfHelp } from './help-work.actions.ts'
import { bodyOf } from './referral-forms.ts'

const path = '/children/:child/early-help/agreement/:service'
const common = { path, purpose: 'give early help', nav: '/early-help', needs: helpNeeds } as const
const box = () => Type.Optional(Type.String({ maxLength: 10_000 }))
const Form = Type.Object({
  stood: box(),
  agreedBy: box(),
  agreedAs: box(),
  withdrawnBy: box(),
  words: box(),
  ...Object.fromEntries(draftBoxes.map(name => [name, box()])),
  ...Object.fromEntries(boxNames('on').map(name => [name, box()])),
})

const placeOf = ({ childId }: Pick<HelpGrant, 'childId'>, { service, agreement }: AgreementData) => ({
  form: `help-agreement/${service}/${agreement.withdrawnOn ? 'again' : 'no-longer'}`,
  childId,
})
type Loaded = AgreementData & { readonly now: HelpCase; readonly referral?: ReferralOut }
/** What the family agreed to for one service. @throws NotFound where they were sent to none of that address, or it is over there. */
const load = async (grant: HelpGrant, service = ''): Promise<Loaded> => {
  const { data, now } = await loadOpenHelp(grant, 'withdrawn too')
  const { header, today, file } = data
  const own = { header, service, now, fields: filledBoxes('on', today), errors: [] }
  if (service === 'early-help') return { ...own, name: 'early help', agreement: now }
  const referral = file.referrals.find(one => one.address === service)
  if (!referral || (referral.state !== 'sent' && referral.state !== 'accepted')) throw new NotFound()
  return { ...own, name: referral.name, agreement: referral, referral }
}

const wordsIn = ({ withdrawnBy, agreedBy, words }: Fields): TypedWords => [
  ['Who says so?', withdrawnBy],
  ['Who agreed?', agreedBy],
  ['What did they say?', words],
]

const agreementPage: Route = childPage<typeof helpNeeds, AgreementData, typeof DraftQuery>({
  ...common,
  query: DraftQuery,
  load: async (grant, { params, query }) => {
    const data = await load(grant, params.service)
    return { ...data, ...fieldsOfTyped(await openTyped(grant, placeOf(grant, data), query), data.fields) }
  },
  answer: (data, frame) => ({ page: agreementView(data, frame.csrf) }),
  examples: {
    usual: {
      ...{ header: ameliaHeader, service: 'early-help', name: 'early help', errors: [] },
      agreement: { agreedBy: 'Mum', agreedAs: 'parent' },
      fields: filledBoxes('on', exampleDay),
    },
    'again, with errors': {
      ...{ header: ameliaHeader, service: 'early-help', name: 'early help', fields: {} },
      agreement: { agreedBy: 'Mum', agreedAs: 'parent', withdrawnOn: exampleDay, withdrawnBy: 'Mum' },
      errors: [{ field: 'agreedAs', text: 'Choose whose agreement it is' }],
    },
    'saved by somebody else before': {
      ...{ header: ameliaHeader, service: 'early-help', name: 'early help', errors: [], fields: {} },
      agreement: { agreedBy: 'Mum', agreedAs: 'parent', withdrawnOn: exampleDay, withdrawnBy: 'Mum' },
      notSaved: wordsIn({ withdrawnBy: 'Mum', words: 'Too many people come to the house.' }),
    },
  },
})

/** The agreement as it stands from now on; what was agreed before stays to be read. */
const changed = (change: AgreementChange) =>
  'withdrawnBy' in change
    ? { withdrawnOn: change.on, withdrawnBy: change.withdrawnBy }
    : { agreedBy: change.agreedBy, agreedAs: change.agreedAs, withdrawnOn: undefined, withdrawnBy: undefined }

const agreementAction: Route = childAction<typeof helpNeeds, typeof Form>({
  ...common,
  writes: helpStep,
  form: Form,
  act: async ({ grant, begin }, { form, params }) => {
    const fields = form as Fields
    const data = await load(grant, params.service).catch(error => wordsInstead(grant, wordsIn(fields), error))
    if (!('agreement' in data)) return data
    const { agreement, referral, now, name } = data
    const kept = await answerTyped(begin, placeOf(grant, data), fields, helpHref(grant.address))
    if (kept) return kept
    const stands = agreement.withdrawnOn === undefined
    if ((fields.stood === 'yes') !== stands) {
      const notSaved = wordsIn(fields)
      if (anyTyped(notSaved)) return savedBefore(agreementView({ ...data, notSaved }, grant.reader.csrf))
      throw new Conflict('Somebody else has written this down already.', 'Load the page again to see what they wrote.')
    }
    const read = readAgreementChange(fields, stands, londonDate(grant.at))
    const errors = [...('errors' in read ? read.errors : []), ...(await leaksIn(grant, fields))]
    if (errors.length > 0 || 'errors' in read)
      return { page: agreementView({ ...data, fields, errors }, grant.reader.csrf), status: 422 }
    const command = await begin()
    await endTyped(command, placeOf(grant, data), fields)
    if (referral)
      await writeOfHelp(
        grant,
        command,
        referralOut,
        { ...bodyOf(referral), case: now.address, ...changed(read) },
        { on: referral.on, replaces: referral.entry },
      )
    else await writeCase(grant, command, { ...now, ...changed(read) } as HelpCase)
    const step = {
      ...{ case: now.address, sort: stands ? 'withdrawn' : 'agreed-again', on: read.on },
      ...(referral ? { service: name } : {}),
      passages: [{ text: read.words, about: 'child' }],
    }
    await writeOfHelp(grant, command, helpStep, step, { on: read.on })
    return { redirect: helpHref(grant.address), flash: 'Saved.' }
  },
})

/** What the family agreed to, for each service: withdrawn, and agreed to again. */
export const agreementPages: readonly Route[] = [agreementPage, agreementAction]

import { Type } from 'typebox'
import { deskAction, deskPage } from '../../access/index.ts'
import { findOwner, readAgreement, readReason } from '../../children/index.ts'
import { boxesNamed, londonDate } from '../../kernel/index.ts'
import { releaseWaiting } from '../release-waiting.actions.ts'
import { agreementExamples, agreementsExamples } from './agreements.examples.ts'
import { listAgreementChanges, saveAgreement, withdrawAgreement } from './agreements.queries.ts'
import { type AgreementData, agreementAddress, agreementsView, agreementView } from './agreements.view.ts'
import type { Desk } from './runs.queries.ts'
import { findSourceDetails, listSources, type SourceDetails } from './sources.queries.ts'

const common = { right: 'keep-agreements', actor: 'import-desk', nav: '/agreements' } as const

/** `/agreements`: by what each source may tell us, and which is to be looked at. */
export const agreementsPage = deskPage({
  ...common,
  path: '/agreements',
  purpose: 'keep the sharing agreements',
  load: (desk): Promise<readonly SourceDetails[]> => listSources(desk),
  answer: (data, frame) => ({ page: agreementsView(data, londonDate(frame.at)) }),
  examples: agreementsExamples,
})

const loadOne = async (desk: Desk, id: string): Promise<AgreementData> => ({
  source: await findSourceDetails(desk, id),
  changes: await listAgreementChanges(desk, id),
  given: undefined,
  faults: [],
})

/** `/agreements/:source`: one of them, to write, to look at again or to end. */
export const agreementPage = deskPage({
  ...common,
  path: '/agreements/:source',
  purpose: 'keep the sharing agreements',
  load: async (desk, { params }): Promise<AgreementData> => await loadOne(desk, params.source ?? ''),
  answer: (data, frame) => ({ page: agreementView(data, frame) }),
  examples: agreementExamples,
})

const box = (maxLength: number) => Type.String({ default: '', maxLength })

/** POST `/agreements/:source`: writes it from today on. What waited for it goes on, and what was hidden is there again. */
export const saveAgreementAction = deskAction({
  ...common,
  path: '/agreements/:source',
  purpose: 'keep the sharing agreements',
  form: Type.Object({
    purpose: box(2000),
    basis: box(2000),
    fields: box(2000),
    owner: box(200),
    ownerKey: box(200),
    'review-day': box(10),
    'review-month': box(20),
    'review-year': box(10),
  }),
  act: async (desk, { params, form }) => {
    const data = await loadOne(desk, params.source ?? '')
    const { id, withdrawnAt } = data.source
    const ownerKey = form.ownerKey.trim()
    const ownerId = ownerKey === '' ? undefined : await findOwner(desk, ownerKey)
    const { reviewOn, faults } = readAgreement(
      {
        purpose: form.purpose,
        basis: form.basis,
        owner: form.owner,
        review: boxesNamed('review', form),
        shared: form.fields.trim() === '' ? { field: 'fields', text: 'Enter what is shared' } : undefined,
        unknownOwner: ownerKey !== '' && ownerId === undefined,
      },
      londonDate(desk.at),
    )
    if (!reviewOn || faults.length > 0)
      return {
        page: agreementView({ ...data, given: form, faults }, { at: desk.at, csrf: desk.reader?.csrf ?? '' }),
        status: 422,
      }
    await saveAgreement(desk, id, { ...form, ownerId, reviewOn }, withdrawnAt !== null)
    const went = await releaseWaiting(desk, id)
    return {
      redirect: agreementAddress(id),
      flash: `${withdrawnAt ? 'Saved. What the source told is shown again.' : 'Saved.'}${went > 0 ? ` ${went} waiting ${went === 1 ? 'import goes' : 'imports go'} on.` : ''}`,
    }
  },
})

/** POST `/agreements/:source/withdraw`: ends it. Its files wait and its rows are hidden from the next request on. */
export const withdrawAgreementAction = deskAction({
  ...common,
  path: '/agreements/:source/withdraw',
  purpose: 'end a sharing agreement',
  form: Type.Object({ reason: box(2000) }),
  act: async (desk, { params, form }) => {
    const data = await loadOne(desk, params.source ?? '')
    const { id, withdrawnAt } = data.source
    const read = readReason(form.reason, withdrawnAt !== null)
    if ('faults' in read)
      return {
        page: agreementView({ ...data, ...form, ...read }, { at: desk.at, csrf: desk.reader?.csrf ?? '' }),
        status: 422,
      }
    await withdrawAgreement(desk, id, read.reason)
    return {
      redirect: agreementAddress(id),
      flash: 'The agreement is withdrawn. What this source told is hidden from everybody, and its files wait.',
    }
  },
})

import { Type } from 'typebox'
import { type CommandGrant, deskAction, deskPage, type Route } from '../../access/index.ts'
import { type Category, londonDate } from '../../kernel/index.ts'
import { readAgreement, readReason } from './agreement-form.ts'
import { organisationExamples, organisationsExamples } from './organisations.examples.ts'
import {
  findOrganisation,
  findOwner,
  listOrganisationChanges,
  listOrganisations,
  saveOrganisation,
  withdrawOrganisation,
} from './organisations.queries.ts'
import {
  agreeable,
  type OrganisationBoxes,
  type OrganisationData,
  type OrganisationsData,
  organisationAddress,
  organisationsView,
  organisationView,
  reviewBoxes,
} from './organisations.view.ts'

const common = {
  right: 'keep-agreements',
  actor: 'approvals',
  nav: '/agreements',
  purpose: 'keep the sharing agreements',
} as const

/** `/organisations`: by what agreement the staff of each outside organisation read, and which is to be looked at. */
const organisationsPage = deskPage({
  ...common,
  path: '/organisations',
  load: async (desk): Promise<OrganisationsData> => ({
    organisations: await listOrganisations(desk),
    today: londonDate(desk.at),
  }),
  answer: data => ({ page: organisationsView(data) }),
  examples: organisationsExamples,
})

const loadOne = async (desk: CommandGrant<'approvals'>, address: string) => {
  const found = await findOrganisation(desk, address)
  const data: OrganisationData = {
    ...{ organisation: found, today: londonDate(desk.at), given: undefined, faults: [] },
    changes: await listOrganisationChanges(desk, found.id),
  }
  return { id: found.id, data }
}

/** `/organisations/:organisation`: one of them, to write, to look at again or to end. */
const organisationPage = deskPage({
  ...common,
  path: '/organisations/:organisation',
  load: async (desk, { params }): Promise<OrganisationData> => (await loadOne(desk, params.organisation ?? '')).data,
  answer: (data, frame) => ({ page: organisationView(data, frame.csrf) }),
  examples: organisationExamples,
})

const box = (maxLength: number) => Type.String({ default: '', maxLength })
const choice = Type.Union(agreeable.map(category => Type.Literal(category)))

/** POST `/organisations/:organisation`: writes it from now on: its staff read by it with their next request. */
const saveAction = deskAction({
  ...common,
  path: '/organisations/:organisation',
  form: Type.Object({
    purpose: box(2000),
    basis: box(2000),
    categories: Type.Optional(Type.Union([choice, Type.Array(choice)])),
    owner: box(200),
    ownerKey: box(200),
    'review-day': box(10),
    'review-month': box(20),
    'review-year': box(10),
  }),
  act: async (desk, { params, form }) => {
    const { id, data } = await loadOne(desk, params.organisation ?? '')
    const given: OrganisationBoxes = { ...form, categories: [form.categories ?? []].flat() as Category[] }
    const ownerKey = form.ownerKey.trim()
    const ownerId = ownerKey === '' ? undefined : await findOwner(desk, ownerKey)
    const { reviewOn, faults } = readAgreement(
      {
        purpose: form.purpose,
        basis: form.basis,
        owner: form.owner,
        review: reviewBoxes(given),
        shared: given.categories?.length ? undefined : { field: 'categories', text: 'Choose what its staff may read' },
        unknownOwner: ownerKey !== '' && ownerId === undefined,
      },
      data.today,
    )
    if (!reviewOn || faults.length > 0)
      return { page: organisationView({ ...data, given, faults }, desk.reader?.csrf ?? ''), status: 422 }
    await saveOrganisation(desk, id, { ...form, categories: given.categories ?? [], ownerId, reviewOn })
    return {
      redirect: organisationAddress(data.organisation.organisation),
      flash: 'Saved. Its staff read by this agreement from now on.',
    }
  },
})

/** POST `/organisations/:organisation/withdraw`: ends it; nothing opens to its staff from their next request on. */
const withdrawAction = deskAction({
  ...common,
  path: '/organisations/:organisation/withdraw',
  form: Type.Object({ reason: box(2000) }),
  act: async (desk, { params, form }) => {
    const { id, data } = await loadOne(desk, params.organisation ?? '')
    const read = readReason(form.reason, data.organisation.state === 'withdrawn')
    if ('faults' in read)
      return { page: organisationView({ ...data, ...form, ...read }, desk.reader?.csrf ?? ''), status: 422 }
    await withdrawOrganisation(desk, id, read.reason)
    return {
      redirect: organisationAddress(data.organisation.organisation),
      flash: 'The agreement is withdrawn. Nothing opens to the staff of this organisation.',
    }
  },
})

/** The agreements of outside organisations whose staff read here: information governance keeps them. */
export const organisationPages: readonly Route[] = [organisationsPage, organisationPage, saveAction, withdrawAction]

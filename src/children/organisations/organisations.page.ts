import { Type } from 'typebox'
import { type CommandGrant, deskAction, deskPage, type Route } from '../../access/index.ts'
import { type Category, InvalidInput, londonDate, type PlainDate, readBoxes } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
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
  shortestReason,
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
    const { reviewOn, faults } = readAgreement(given, data.today, ownerKey !== '' && ownerId === undefined)
    if (!reviewOn || faults.length > 0)
      return { page: organisationView({ ...data, given, faults }, desk.reader?.csrf ?? ''), status: 422 }
    await saveOrganisation(desk, id, { ...form, categories: given.categories ?? [], ownerId, reviewOn })
    return {
      redirect: organisationAddress(data.organisation.organisation),
      flash: 'Saved. Its staff read by this agreement from now on.',
    }
  },
})

const readAgreement = (
  given: OrganisationBoxes,
  today: PlainDate,
  unknownOwner: boolean,
): { readonly reviewOn: PlainDate | undefined; readonly faults: readonly FormError[] } => {
  const faults: FormError[] = []
  const want = (field: 'purpose' | 'basis' | 'owner', text: string) => {
    if ((given[field] ?? '').trim() === '') faults.push({ field, text })
  }
  want('purpose', 'Enter the purpose')
  want('basis', 'Enter the legal basis')
  if ((given.categories ?? []).length === 0)
    faults.push({ field: 'categories', text: 'Choose what its staff may read' })
  want('owner', 'Enter the owner of the agreement')
  if (unknownOwner) faults.push({ field: 'ownerKey', text: 'Nobody who works here has this user name' })
  const read = readBoxes(reviewBoxes(given))
  const reviewOn = read && 'date' in read ? read.date : undefined
  if (!reviewOn) faults.push({ field: 'review-day', text: 'Enter a date, such as 27 3 2027' })
  else if (reviewOn <= today) faults.push({ field: 'review-day', text: 'The date of the review must be in the future' })
  return { reviewOn, faults }
}

/** POST `/organisations/:organisation/withdraw`: ends it; nothing opens to its staff from their next request on. */
const withdrawAction = deskAction({
  ...common,
  path: '/organisations/:organisation/withdraw',
  form: Type.Object({ reason: box(2000) }),
  act: async (desk, { params, form }) => {
    const { id, data } = await loadOne(desk, params.organisation ?? '')
    if (data.organisation.state === 'withdrawn')
      throw new InvalidInput('This agreement has been withdrawn already.', 'Load the page again.')
    if (form.reason.trim().length < shortestReason)
      throw new InvalidInput(
        'The reason is too short to say anything.',
        `Go back and enter at least ${shortestReason} letters.`,
      )
    await withdrawOrganisation(desk, id, form.reason.trim())
    return {
      redirect: organisationAddress(data.organisation.organisation),
      flash: 'The agreement is withdrawn. Nothing opens to the staff of this organisation.',
    }
  },
})

/** The agreements of outside organisations whose staff read here: information governance keeps them. */
export const organisationPages: readonly Route[] = [organisationsPage, organisationPage, saveAction, withdrawAction]

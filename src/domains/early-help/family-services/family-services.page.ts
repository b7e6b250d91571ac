import { Type } from 'typebox'
import { type CommandGrant, deskAction, deskPage, holds, type Route } from '../../../access/index.ts'
import { NotFound } from '../../../kernel/index.ts'
import { addService, changeService, endService } from './family-services.actions.ts'
import { listServices } from './family-services.queries.ts'
import { type FamilyService, readService, type ServiceForm, serviceBoxes } from './family-services.ts'
import { exampleServices, type ServicesData, serviceFormView, servicesView } from './family-services.view.ts'

type Command = CommandGrant<'recorder'>
const reads = {
  purpose: 'see the services for families',
  nav: '/early-help',
  right: 'tell-worries',
  actor: 'recorder',
} as const
const keeps = {
  purpose: 'keep the list of services for families',
  nav: '/early-help',
  right: 'keep-services',
  actor: 'recorder',
} as const
const Form = Type.Object(
  Object.fromEntries(serviceBoxes.map(box => [box, Type.Optional(Type.String({ maxLength: 10_000 }))])),
)

const servicesPage: Route = deskPage<'recorder', ServicesData>({
  ...reads,
  path: '/services',
  load: async command => ({
    services: await listServices(command),
    mayKeep: command.reader !== undefined && holds(command.reader, 'keep-services'),
  }),
  answer: data => ({ page: servicesView(data) }),
  examples: {
    usual: { services: exampleServices, mayKeep: true },
    nothing: { services: [], mayKeep: false },
  },
})

const findService = async (command: Command, address: string | undefined): Promise<FamilyService> => {
  const found = (await listServices(command)).find(one => one.service === address)
  if (!found) throw new NotFound()
  return found
}

const newPage: Route = deskPage<'recorder', object>({
  ...keeps,
  path: '/services/new',
  load: async () => ({}),
  answer: (_, { csrf }) => ({ page: serviceFormView({ fields: {}, errors: [] }, csrf) }),
  examples: { usual: {} },
})
const newAction: Route = deskAction<'recorder', typeof Form>({
  ...keeps,
  path: '/services/new',
  form: Form,
  act: async (command, { form }) => {
    const fields = form as ServiceForm
    const read = readService(fields)
    if ('errors' in read)
      return { page: serviceFormView({ fields, errors: read.errors }, command.reader?.csrf ?? ''), status: 422 }
    await addService(command, read)
    return { redirect: '/services', flash: `${read.name} is on the list.` }
  },
})

const changePage: Route = deskPage<'recorder', FamilyService>({
  ...keeps,
  path: '/services/:service/change',
  load: (command, { params }) => findService(command, params.service),
  answer: ({ service, ...fields }, { csrf }) => ({ page: serviceFormView({ service, fields, errors: [] }, csrf) }),
  examples: { usual: exampleServices[0] as FamilyService },
})
const changeAction: Route = deskAction<'recorder', typeof Form>({
  ...keeps,
  path: '/services/:service/change',
  form: Form,
  act: async (command, { params, form }) => {
    const { service } = await findService(command, params.service)
    const fields = form as ServiceForm
    const read = readService(fields)
    if ('errors' in read)
      return {
        page: serviceFormView({ service, fields, errors: read.errors }, command.reader?.csrf ?? ''),
        status: 422,
      }
    await changeService(command, { service, ...read })
    return { redirect: '/services', flash: `${read.name} is changed.` }
  },
})
const endAction: Route = deskAction({
  ...keeps,
  path: '/services/:service/end',
  act: async (command, { params }) => {
    const found = await findService(command, params.service)
    await endService(command, found)
    return {
      redirect: '/services',
      flash: `${found.name} is off the list. What became of those who were sent there stays on their records.`,
    }
  },
})

/** The list of services for families: read by who works with them, kept by who may. */
export const servicePages: readonly Route[] = [servicesPage, newPage, newAction, changePage, changeAction, endAction]

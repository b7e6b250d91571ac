import { isPlainDate, type PlainDate } from '../../kernel/index.ts'
import { type ChangeKind, changeKinds, toldFields } from './change.ts'

/** What a service may be sent of a child and of a change: the names that a layout of its own can use. */
export const sentFields = [
  'changeId',
  'kind',
  'childForename',
  'childSurname',
  'childBirthDate',
  'from',
  'toldOn',
  'saidBy',
  ...toldFields,
] as const
export type SentField = (typeof sentFields)[number]

/** A service outside Throughline that is told of changes: which, on what lawful ground and until when, and by which way. */
export type ToldService = {
  readonly id: string
  readonly name: string
  readonly takes: readonly ChangeKind[]
  readonly basis: string
  readonly reviewBy: PlainDate
  readonly way: { readonly webhook: string } | { readonly columns: Readonly<Record<string, SentField>> }
}

/** The services that are told of a change of this kind: the same for every child, so that the list says nothing of any. */
export const toldOf = (services: readonly ToldService[], kind: ChangeKind): ToldService[] =>
  services.filter(service => service.takes.includes(kind))

const known = new Set(['id', 'name', 'takes', 'basis', 'reviewBy', 'webhook', 'columns'])

/**
 * The services of a file as text. The addresses in it are the only ones that are ever called. @throws Error in a plain sentence that says
 * which service, what it had, what was wanted.
 */
export const readServices = (text: string): ToldService[] => {
  const list = parse(text)
  const services = list.map(readService)
  const twice = services.find((service, at) => services.findIndex(other => other.id === service.id) !== at)
  if (twice) throw new Error(`Two services are called ${twice.id}. Give each an id of its own.`)
  return services
}

const parse = (text: string): unknown[] => {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    throw new Error(`The list of services is not JSON: ${(error as Error).message}.`)
  }
  const list = (read as { services?: unknown } | null)?.services
  if (!Array.isArray(list)) throw new Error('The list of services must be an object with "services", an array.')
  return list
}

const readService = (one: unknown, at: number): ToldService => {
  const where = `Service ${at + 1}`
  if (typeof one !== 'object' || one === null) throw new Error(`${where} must be an object.`)
  const service = one as Record<string, unknown>
  if (service.confidential === true)
    throw new Error(`${where} is confidential. Confidential services are never told: take it out of the list.`)
  const other = Object.keys(service).find(key => !known.has(key))
  if (other) throw new Error(`${where} has "${other}", which is not known. Known are ${[...known].join(', ')}.`)
  const id = text(service, 'id', where)
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(id))
    throw new Error(
      `${where}: "id" must be small letters, digits and dashes, like council-tax, and was ${JSON.stringify(id)}.`,
    )
  const named = `Service ${id}`
  const reviewBy = text(service, 'reviewBy', named)
  if (!isPlainDate(reviewBy)) throw new Error(`${named}: "reviewBy" must be a date like 2027-03-31.`)
  return {
    id,
    name: text(service, 'name', named),
    takes: readTakes(service.takes, named),
    basis: text(service, 'basis', named),
    reviewBy,
    way: readWay(service, named),
  }
}

const text = (service: Record<string, unknown>, field: string, where: string): string => {
  const value = service[field]
  if (typeof value !== 'string' || value.trim() === '') throw new Error(`${where} needs "${field}", a text.`)
  return value.trim()
}

const readTakes = (takes: unknown, where: string): ChangeKind[] => {
  const kinds = changeKinds.map(k => k.value as string)
  if (!Array.isArray(takes) || takes.length === 0 || takes.some(kind => !kinds.includes(kind)))
    throw new Error(`${where}: "takes" must be a list of some of ${kinds.join(', ')}.`)
  return takes as ChangeKind[]
}

const readWay = (service: Record<string, unknown>, where: string): ToldService['way'] => {
  if ((service.webhook === undefined) === (service.columns === undefined))
    throw new Error(`${where} needs either "webhook", an address, or "columns", the columns of its daily file.`)
  if (service.webhook !== undefined) return { webhook: readAddress(service.webhook, where) }
  const columns = Object.entries((service.columns ?? {}) as Record<string, unknown>)
  const wrong = columns.find(([, field]) => !sentFields.includes(field as SentField))
  if (columns.length === 0 || wrong)
    throw new Error(
      `${where}: each of "columns" must be a heading and one of ${sentFields.join(', ')}${wrong ? `, and ${JSON.stringify(wrong[0])} was ${JSON.stringify(wrong[1])}` : ''}.`,
    )
  return { columns: Object.fromEntries(columns) as Record<string, SentField> }
}

/** In the clear only to this very machine: the message holds a child's name and address. */
const readAddress = (address: unknown, where: string): string => {
  const url = typeof address === 'string' ? URL.parse(address) : null
  const here = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (!url || (url.protocol !== 'https:' && !here) || url.username || url.password)
    throw new Error(`${where}: "webhook" must be an address that begins with https:// and holds no password.`)
  return url.href
}

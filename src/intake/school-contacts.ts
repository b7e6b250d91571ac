import { carer } from '../children/index.ts'
import { foldName, normalisePhone, type PlainDate } from '../kernel/index.ts'
import { lookUp } from './code-sets/index.ts'
import type { Fact, ImportedInvolvement, OtherPerson } from './source.ts'

/** Somebody on a school's list of contacts for a pupil, with the relationship by its code. */
export type SchoolContact = {
  readonly order?: number | undefined
  readonly code?: string | undefined
  readonly forename?: string | undefined
  readonly surname?: string | undefined
  readonly responsibility?: boolean | undefined
  readonly phones: readonly string[]
  readonly email?: string | undefined
  readonly livesWith?: boolean | undefined
  readonly postcode?: string | undefined
}

export type ContactsSaid = {
  readonly facts: Fact[]
  readonly others: OtherPerson[]
  readonly involvements: ImportedInvolvement[]
}

const socialWorker = 'SWR'
const professionals = ['CHM', 'DOC', 'HTC', 'RLG', 'TCH']
/** "Foster mother" would tell everyone who may ring home that the child is in care: the code stays in the row as it came. */
const fosterCarers = ['FOF', 'FOM']

/**
 * What a school's contacts say: family and carers are people of their own and contact details; professionals are contact
 * details only; a social worker is an involvement, because that one is involved is not for everyone who may ring home.
 */
export const readContacts = (personKey: string, contacts: readonly SchoolContact[], on: PlainDate): ContactsSaid => {
  const said: ContactsSaid = { facts: [], others: [], involvements: [] }
  for (const contact of contacts) {
    const name = [contact.forename, contact.surname].filter(Boolean).join(' ')
    if (!name) continue
    if (contact.code === socialWorker) said.involvements.push(involvement(name, contact, on))
    else addCarer(said, personKey, name, contact, on)
  }
  return said
}

const involvement = (name: string, { phones }: SchoolContact, from: PlainDate): ImportedInvolvement => ({
  kind: 'Social worker',
  service: 'Social care',
  category: 'care-involved',
  workerName: name,
  ...(phones[0] ? { phone: phones[0] } : {}),
  from,
})

const addCarer = (said: ContactsSaid, personKey: string, name: string, contact: SchoolContact, on: PlainDate): void => {
  const { code, forename, surname, responsibility, phones, email, livesWith, order, postcode } = contact
  const foster = code !== undefined && fosterCarers.includes(code)
  const relation = foster ? 'Carer' : ((code && lookUp('contact-relationship', code, on)?.label) ?? code ?? 'Contact')
  // By name, not by place in the list, which changes when a school adds somebody.
  const key = `${personKey}/contact/${foldName(surname ?? '')}/${foldName(forename ?? '')}`
  const family = code === undefined || !professionals.includes(code)
  said.facts.push({
    kind: carer,
    body: {
      name,
      relation,
      relationCode: foster ? undefined : code,
      parentalResponsibility: responsibility,
      phone: phones[0],
      email,
      order,
      livesWith,
      personKey: family ? key : undefined,
    },
  })
  if (!family || said.others.some(other => other.key === key)) return
  said.others.push({
    key,
    adult: true,
    relation,
    ...(responsibility === undefined ? {} : { parentalResponsibility: responsibility }),
    identity: {
      ...(forename ? { forename } : {}),
      ...(surname ? { surname } : {}),
      phones: phones.flatMap(phone => normalisePhone(phone) ?? []),
      ...(email ? { emails: [email] } : {}),
      ...(postcode ? { postcode } : {}),
    },
  })
}

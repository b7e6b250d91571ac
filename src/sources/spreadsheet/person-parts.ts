import { address, background, carer, contactDetail, identifier, identity } from '../../children/index.ts'
import { type Cells, type Fact, readUln, readUpn } from '../../intake/index.ts'
import { checkNhsNumber, type DatePrecision, formatPhone, normalisePhone, type PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'
import { type AddressInCell, readAddress, readPostcodeCell } from './addresses-in-cells.ts'
import { type ContactInCell, readContact } from './contacts-in-cells.ts'
import { columnOf, columnsOf, type Mapping } from './mapping.ts'
import { readFullName, readSurnameFirst } from './names-in-cells.ts'

/** One row being read: its cells, and what its columns say. */
export type RowTurn = { readonly mapping: Mapping; readonly cells: Cells; readonly asOf: PlainDate }

/** The text of the column that says this. */
export const cellOf = ({ mapping, cells }: RowTurn, target: string): string | undefined => {
  const column = columnOf(mapping, target)
  return column === undefined ? undefined : cells.text(column)
}

export type NameRead = {
  readonly forename?: string
  readonly middle?: string
  readonly surname?: string
  readonly knownAs?: string
}

/** Who the row names, from whichever columns hold the name. */
export const readName = (turn: RowTurn): NameRead => {
  const first = cellOf(turn, 'child.surname-first')
  const full = cellOf(turn, 'child.full-name')
  const whole = (first ? readSurnameFirst(first) : undefined) ?? (full ? readFullName(full) : undefined) ?? {}
  return withoutBlanks({
    ...whole,
    forename: cellOf(turn, 'child.forename') ?? whole.forename,
    middle: cellOf(turn, 'child.middle') ?? whole.middle,
    surname: cellOf(turn, 'child.surname') ?? whole.surname,
    knownAs: cellOf(turn, 'child.known-as') ?? whole.knownAs,
  })
}

export type BirthRead = { readonly date: PlainDate; readonly precision: DatePrecision }

export type PersonRead = {
  readonly name: NameRead
  readonly birth: BirthRead | undefined
  readonly sex: string | undefined
}

type Contacts = { readonly phones: readonly string[]; readonly emails: readonly string[] }

/** What the row says of who the child is and where: for the linker, for the record, and the parent it names. */
export const readPerson = (turn: RowTurn, person: PersonRead): { identity: Identity; facts: Fact[] } => {
  const home = readHome(turn)
  const own = readContacts(turn)
  const parent = readParent(turn)
  const numbers = readNumbers(turn)
  const former = cellOf(turn, 'child.former-surname')
  const { name, birth, sex } = person
  const upn = numbers.find(n => n.type === 'upn')
  const nhs = numbers.find(n => n.type === 'nhs-number')
  const uln = numbers.find(n => n.type === 'uln')
  const phones = [...own.phones, ...(parent?.phones ?? [])]
  const emails = [...own.emails, ...(parent?.emails ?? [])]
  return {
    identity: withoutBlanks({
      forename: name.forename,
      middle: name.middle,
      surname: name.surname,
      knownAs: name.knownAs ? [name.knownAs] : undefined,
      otherSurnames: former ? [former] : undefined,
      birthDate: birth?.date,
      birthPrecision: birth?.precision,
      sex: sex === 'M' || sex === 'F' ? sex : undefined,
      upn: upn?.value,
      nhsNumber: nhs?.value,
      uln: uln?.value,
      postcode: home?.postcode,
      house: home?.paon,
      street: home?.street,
      uprn: home?.uprn,
      phones: phones.length > 0 ? phones : undefined,
      emails: emails.length > 0 ? emails : undefined,
      parents: parent?.name ? [parent.name] : undefined,
    }) as Identity,
    facts: [
      {
        kind: identity,
        body: withoutBlanks({
          forename: name.forename,
          middle: name.middle,
          surname: name.surname,
          preferredForename: name.knownAs,
          formerSurnames: former ? [former] : undefined,
          birthDate: birth?.date,
          birthPrecision: birth?.precision,
          sex,
        }),
      },
      ...numbers.map(({ type, value, ok, note }) => ({
        kind: identifier,
        body: withoutBlanks({ type, value, ok, note }),
      })),
      ...(home ? [{ kind: address, body: { type: 'home', ...home } }] : []),
      ...own.phones.map(value => ({ kind: contactDetail, body: { type: 'phone', value: formatPhone(value) } })),
      ...own.emails.map(value => ({ kind: contactDetail, body: { type: 'email', value } })),
      ...parentFacts(turn, parent),
      ...backgroundFacts(turn),
    ],
  }
}

const parentFacts = (turn: RowTurn, parent: ContactInCell | undefined): Fact[] => {
  if (!parent) return []
  if (!parent.name) {
    return [
      ...parent.phones.map(value => ({
        kind: contactDetail,
        body: { type: 'phone', value: formatPhone(value), whose: 'parent or carer' },
      })),
      ...parent.emails.map(value => ({
        kind: contactDetail,
        body: { type: 'email', value, whose: 'parent or carer' },
      })),
    ]
  }
  const [phone] = parent.phones
  const body = withoutBlanks({
    name: parent.name,
    relation: cellOf(turn, 'parent.relation'),
    phone: phone && formatPhone(phone),
    email: parent.emails[0],
  })
  return [{ kind: carer, body }]
}

const backgroundFacts = (turn: RowTurn): Fact[] => {
  const body = withoutBlanks({
    ethnicityRaw: cellOf(turn, 'child.ethnicity'),
    homeLanguage: cellOf(turn, 'child.language'),
  })
  return Object.keys(body).length > 0 ? [{ kind: background, body }] : []
}

type NumberRead = { readonly type: string; readonly value: string; readonly ok: boolean; readonly note?: string }
const notKnown = /^(n\/?k|n\/?a|not known|unknown|none|nil|-+|\?+|tbc)$/i

const readNumbers = (turn: RowTurn): NumberRead[] => {
  const { mapping, cells } = turn
  const known = (target: string): string | undefined => {
    const text = cellOf(turn, target)
    return text === undefined || notKnown.test(text) ? undefined : columnOf(mapping, target)
  }
  const [upn, uln, nhs] = [known('child.upn'), known('child.uln'), known('child.nhs-number')]
  const numbers: (NumberRead | undefined)[] = [
    upn ? numbered('upn', readUpn(cells, upn)) : undefined,
    uln ? numbered('uln', readUln(cells, uln)) : undefined,
    nhs ? readNhs(cells, nhs) : undefined,
  ]
  return numbers.filter(one => one !== undefined)
}
const numbered = (type: string, read: Omit<NumberRead, 'type'> | undefined): NumberRead | undefined =>
  read && { type, ...read }

const readNhs = (cells: Cells, column: string): NumberRead | undefined => {
  const checked = checkNhsNumber(cells.text(column) ?? '')
  if (!checked.ok)
    cells.warn(
      column,
      `${checked.problem}.`,
      `${checked.fix}. The number is not relied on.`,
      'an NHS number of 10 digits',
    )
  return {
    type: 'nhs-number',
    value: checked.text,
    ok: checked.ok,
    ...(checked.ok ? {} : { note: 'wrong check digit or form' }),
  }
}

type Home = Partial<AddressInCell> & { readonly uprn?: string }

const readHome = (turn: RowTurn): Home | undefined => {
  const whole = cellOf(turn, 'address.full')
  const uprn = cellOf(turn, 'address.uprn')
  const parts = withoutBlanks({
    paon: cellOf(turn, 'address.house'),
    street: cellOf(turn, 'address.street'),
    locality: cellOf(turn, 'address.locality'),
    town: cellOf(turn, 'address.town'),
    postcode: readPostcodeOf(turn),
    uprn: uprn && /^\d{1,12}$/.test(uprn) ? uprn : undefined,
  })
  const home = { ...(whole ? readAddress(whole) : {}), ...parts }
  return Object.keys(home).length > 0 ? home : undefined
}

const readPostcodeOf = (turn: RowTurn): string | undefined => {
  const column = columnOf(turn.mapping, 'address.postcode')
  const text = column && turn.cells.text(column)
  if (!column || !text || notKnown.test(text)) return undefined
  const postcode = readPostcodeCell(text)
  if (!postcode)
    turn.cells.warn(
      column,
      'This is not a postcode.',
      'Correct the postcode at the source. It was not used.',
      'a postcode, such as NM4 2QT',
    )
  return postcode
}

const readContacts = (turn: RowTurn): Contacts => {
  const read = (target: string): ContactInCell[] =>
    columnsOf(turn.mapping, target).flatMap(column => {
      const text = turn.cells.text(column)
      return text ? [readContact(text)] : []
    })
  return {
    phones: [...new Set(read('contact.phone').flatMap(c => c.phones))],
    emails: [...new Set(read('contact.email').flatMap(c => c.emails))],
  }
}

const readParent = (turn: RowTurn): ContactInCell | undefined => {
  const said = ['parent.contact', 'parent.name'].map(target => cellOf(turn, target)).find(text => text !== undefined)
  const read = said ? readContact(said) : { phones: [], emails: [] }
  const phone = normalisePhone(cellOf(turn, 'parent.phone') ?? '')
  const email = cellOf(turn, 'parent.email')
  const parent = {
    ...read,
    phones: [...new Set([...read.phones, ...(phone ? [phone] : [])])],
    emails: [...new Set([...read.emails, ...(email ? [email] : [])])],
  }
  return parent.name || parent.phones.length + parent.emails.length > 0 ? parent : undefined
}

/** The fields that have a value: absent and empty are the same to a record. */
export const withoutBlanks = <T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && value !== '')) as never

import { foldName, normalisePhone } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'

const fullName = (i: Identity): string => {
  const [forename, surname] = [foldName(i.forename ?? ''), foldName(i.surname ?? '')]
  return forename === '' || surname === '' ? '' : `${forename}|${surname}`
}

const contacts = (i: Identity): readonly string[] => [
  ...(i.phones ?? []).map(phone => normalisePhone(phone) ?? '').filter(phone => phone !== ''),
  ...(i.emails ?? []).map(email => email.trim().toLowerCase()).filter(email => email.includes('@')),
]

/** Under what an adult is looked up: the name with each telephone number and e-mail address. Nothing without both. */
export const adultKeys = (identity: Identity): readonly string[] => {
  const name = fullName(identity)
  return name === '' ? [] : [...new Set(contacts(identity))].map(contact => `adult|${name}|${contact}`)
}

/**
 * Are two adults, as two sources know them, the same? Only with the same name and the same telephone or e-mail, and a birth
 * date and sex that do not differ. Strict on purpose: adults are joined less often than they could be, rather than wrongly.
 */
export const sameAdult = (a: Identity, b: Identity): boolean => {
  const differ = <T>(x: T | undefined, y: T | undefined, unknown?: T): boolean =>
    x !== undefined && y !== undefined && x !== unknown && y !== unknown && x !== y
  if (differ(a.birthDate, b.birthDate) || differ(a.sex, b.sex, 'U')) return false
  const keys = new Set(adultKeys(a))
  return adultKeys(b).some(key => keys.has(key))
}

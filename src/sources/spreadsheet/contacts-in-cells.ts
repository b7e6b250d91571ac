import { normalisePhone } from '../../kernel/index.ts'

const email = /[^\s,;:/<>()"']+@[^\s,;:/<>()"']+\.[a-z]{2,}/gi
const phone = /(?:\+|\b)\d[\d\s().-]{7,}\d/g

/** The telephone numbers, addresses and the name that stood in one cell. */
export type ContactInCell = {
  readonly name?: string
  readonly phones: readonly string[]
  readonly emails: readonly string[]
}

/** "Meera Patel - 07700 900193 / meera@example.org" in its parts. Numbers that are none stay with the name. */
export const readContact = (text: string): ContactInCell => {
  const emails = text.match(email) ?? []
  let rest = text.replace(email, ' ')
  const phones: string[] = []
  for (const found of rest.match(phone) ?? []) {
    const number = normalisePhone(found)
    if (!number) continue
    phones.push(number)
    rest = rest.replace(found, ' ')
  }
  const name = rest
    .replace(/\b(tel|mob(ile)?|home|work|phone|email|e-mail)\b\.?:?/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s\-–/,;:()|]+|[\s\-–/,;:()|]+$/g, '')
  return { ...(name ? { name } : {}), phones: [...new Set(phones)], emails: [...new Set(emails)] }
}

/** The values of a cell that holds several, without blanks and doubles, in their order. */
export const splitValues = (text: string, separators: readonly string[]): string[] => {
  let parts = [text]
  for (const separator of separators) {
    const by = separator === '/' ? / +\/ +| ?\/(?=\s)/ : separator === '+' ? / \+ / : separator
    parts = parts.flatMap(part => part.split(by))
  }
  return [...new Set(parts.map(part => part.replace(/\s+/g, ' ').trim()).filter(part => part !== ''))]
}

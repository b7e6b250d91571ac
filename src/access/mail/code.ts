import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { type Key, open, seal } from '../../platform/keys/index.ts'

/** How long a code is good for, and how often one may be typed. */
export const codeMinutes = 10
export const mostTries = 5
export const codeDigits = 8

/** What codes, and the addresses that they go to, are made with: from the installation's key, so that pages and jobs have the same. */
export const codeKey = (contextKey: Key): Key =>
  createHmac('sha256', contextKey).update('throughline family sign-in by code').digest()

/**
 * The code of one sign-in: eight digits (of six, one in a million is guessed right, and codes to one address may be asked for from many places), made from its random id and a key outside the database. It is kept nowhere, so that who reads the
 * database reads none, nor a hash that can be guessed back.
 */
export const codeOf = (key: Key, signIn: string): string => {
  const made = createHmac('sha256', key).update(`code ${signIn}`).digest().readUIntBE(0, 6)
  return String(made % 10 ** codeDigits).padStart(codeDigits, '0')
}

/** The address that a code goes to, sealed for one sign-in. */
export const sealAsked = (key: Key, signIn: string, email: string): Buffer =>
  seal(key, Buffer.from(email), `family sign-in ${signIn}`)
/** What `sealAsked` made of it. */
export const openAsked = (key: Key, signIn: string, sealed: Buffer): string =>
  open(key, sealed, `family sign-in ${signIn}`).toString()

/** Who asks for a code: where from, or which browser in which somebody signed in by this address before. */
export type Asker = { readonly network: string } | { readonly browser: string }

/** Whoever asks as they are counted: a network by its address, of version 6 by the half that a household has to itself. */
export const askerMark = (key: Key, asker: Asker): Buffer => {
  const who = 'browser' in asker ? `browser ${asker.browser}` : `network ${networkOf(asker.network)}`
  return createHmac('sha256', key).update(`asked by ${who}`).digest()
}
const networkOf = (address: string): string => {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address.replace(/^::ffff:/, '')
  const [head = '', tail] = address.split('::')
  const parts = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - parts.length - after.length) }, () => '0')
  return [...parts, ...zeros, ...after].slice(0, 4).join(':')
}

/** An address as it is counted by how often it is asked for. */
export const askedMark = (key: Key, email: string): Buffer =>
  createHmac('sha256', key).update(`asked ${email}`).digest()

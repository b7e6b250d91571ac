import { BlockList, isIP } from 'node:net'
import type { Right } from './right.ts'

/** So many forms in ten seconds are more than a person fills in and sends; whoever drives the keyboard fast through a list sends one a second. */
const mostForms = 30
const formsWithin = 10_000

/**
 * Whether one session may send another form now, and that it did: what is sent by a machine in a person's name is stopped. Each process counts for itself.
 * `clock` is in milliseconds, and is not the time of day: a stopped one must stop nobody. OWASP ASVS 5.0, 2.4.2.
 */
export const formPace = (clock: () => number = () => performance.now()): ((session: string) => boolean) => {
  const sent = new Map<string, number[]>()
  return session => {
    const now = clock()
    for (const [one, times] of sent) {
      if ((times.at(-1) ?? 0) > now - formsWithin) break
      sent.delete(one)
    }
    const lately = (sent.get(session) ?? []).filter(time => time > now - formsWithin)
    if (lately.length >= mostForms) return false
    // Whoever sent last stands last, so that those who have stopped are met first.
    sent.delete(session)
    sent.set(session, [...lately, now])
    return true
  }
}

/** What is done for the whole council and not for a child: rules, agreements, training, the record of access. */
const administration: readonly (Right | undefined)[] = [
  'change-rules',
  'keep-agreements',
  'keep-training',
  'read-audit',
  'ask-about-looks',
]
export const isAdministration = (right: Right | undefined): boolean => administration.includes(right)

/**
 * The networks of a setting: addresses and CIDR blocks with commas between, IPv4 or IPv6; undefined where none is set. Gives whether an address is in one.
 * @throws Error in a plain sentence
 */
export const networksFrom = (text: string | undefined): ((address: string) => boolean) | undefined => {
  if (!text?.trim()) return undefined
  const list = new BlockList()
  for (const one of text.split(',')) {
    const [, address = '', bits] = /^([\da-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(one.trim()) ?? []
    const [family, longest] = isIP(address) === 6 ? (['ipv6', 128] as const) : (['ipv4', 32] as const)
    if (isIP(address) === 0 || Number(bits ?? longest) > longest)
      throw new Error('ADMIN_NETWORKS must be addresses or networks with commas between, like 10.20.0.0/16, 192.0.2.7.')
    list.addSubnet(address, Number(bits ?? longest), family)
  }
  return address => isIP(address) > 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

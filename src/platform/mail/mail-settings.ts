/** How mail goes out, and where whoever gets it signs in. */
export type MailSettings = {
  /** The council's mail server. `tls`: from the first byte on, asked for before anything is said, or not at all (on this machine alone). */
  readonly server: {
    readonly host: string
    readonly port: number
    readonly tls: 'at-once' | 'asked-for' | 'none'
    readonly auth: { readonly user: string; readonly pass: string } | undefined
  }
  /** Whom mail is from: an address alone. */
  readonly from: string
  /** The product's own address, to which the mail leads. */
  readonly site: string
}

const plainAddress = /^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\]+\.[^\s@<>"(),:;[\]\\]+$/

/** An e-mail address as it is written to: without spaces around it, in small letters. Undefined for what cannot be one. */
export const mailAddress = (text: string): string | undefined => {
  const address = text.normalize('NFC').trim().toLowerCase()
  return address.length <= 254 && plainAddress.test(address) ? address : undefined
}

/**
 * What SMTP_URL, MAIL_FROM and BASE_URL say; undefined without SMTP_URL: mail waits then.
 * @throws Error in a plain sentence, naming the variable and not its value, which holds a password.
 */
export const mailFrom = (environment: Readonly<Record<string, string | undefined>>): MailSettings | undefined => {
  const { SMTP_URL: text, MAIL_FROM: sender, BASE_URL: site } = environment
  if (!text) return undefined
  const from = mailAddress(sender ?? '')
  if (!from) throw new Error('MAIL_FROM must be the e-mail address that mail is from, where SMTP_URL is set.')
  if (!site) throw new Error('BASE_URL must be set where SMTP_URL is: e-mails lead there.')
  return { server: serverFrom(text), from, site: site.replace(/\/+$/, '') }
}

const serverFrom = (text: string): MailSettings['server'] => {
  const url = URL.parse(text)
  const known = url?.protocol === 'smtp:' || url?.protocol === 'smtps:'
  if (!url || !known || url.hostname === '' || url.search !== '' || !/^\/?$/.test(url.pathname))
    throw new Error('SMTP_URL must be like smtps://user:password@mail.example:465, or smtp:// for STARTTLS.')
  const safe = url.protocol === 'smtps:'
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (safe ? 465 : 587),
    tls: safe ? 'at-once' : here ? 'none' : 'asked-for',
    auth: url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : undefined,
  }
}

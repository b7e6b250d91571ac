import { createTransport, type SMTPTransportOptions } from 'nodemailer'
import type { MailSettings } from './mail-settings.ts'

/** One e-mail: words alone, to one address. `id` is random and stays the same at every try. */
export type MailMessage = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/**
 * What became of it: the server took it; it did not, and may at another time; it never will; or the line broke after all was said and before
 * the answer, so that nobody knows. `reply` is the server's own number, where it gave one.
 */
export type MailOutcome = {
  readonly state: 'sent' | 'again' | 'refused' | 'unsure'
  readonly reply?: number | undefined
}

/** The way out for e-mail. */
export type Mail = {
  /** The product's own address, to which the mail leads. */
  readonly site: string
  /** Sends one. Never throws: an error's words can quote the address. */
  send(message: MailMessage, stop: AbortSignal): Promise<MailOutcome>
}

const patienceMilliseconds = 20_000

/** The way out by the council's own mail server. Each message has a connection of its own; `name` stands beside the address that it is from. */
export const openMail = ({ server, from, site }: MailSettings, name: string): Mail => ({
  site,
  send: async ({ id, to, subject, text }, stop) => {
    const said = { all: false }
    const transport = createTransport(optionsFor(server, said))
    try {
      await transport.sendMail({
        from: { name, address: from },
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@${from.slice(from.indexOf('@') + 1)}>`,
        // no machine answers it: an answer would tell that somebody is away
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: stop,
      })
      return { state: 'sent' }
    } catch (error) {
      return outcomeOf(error as Failure, said.all)
    } finally {
      transport.close()
    }
  },
})

type Failure = { readonly responseCode?: number; readonly command?: string }

const outcomeOf = ({ responseCode: reply, command }: Failure, allSaid: boolean): MailOutcome => {
  if (reply === undefined) return { state: allSaid ? 'unsure' : 'again' }
  // what is wrong with TLS, the password or the sender is for who runs the service to mend: the message waits
  const ofThisMessage = command === 'RCPT TO' || command === 'DATA'
  return { state: reply >= 500 && ofThisMessage ? 'refused' : 'again', reply }
}

/** `said.all` comes true once the server has asked for the message itself (354): from then on it may have it, whatever happens. */
const optionsFor = (server: MailSettings['server'], said: { all: boolean }): SMTPTransportOptions => {
  const heard = (_entry: unknown, words: unknown): void => {
    if (typeof words === 'string' && words.startsWith('354')) said.all = true
  }
  const nothing = (): void => {}
  return {
    host: server.host,
    port: server.port,
    secure: server.tls === 'at-once',
    requireTLS: server.tls === 'asked-for',
    ignoreTLS: server.tls === 'none',
    ...(server.auth ? { auth: server.auth } : {}),
    connectionTimeout: patienceMilliseconds,
    greetingTimeout: patienceMilliseconds,
    socketTimeout: patienceMilliseconds,
    // its words quote addresses: they are looked at here and go to no log
    transactionLog: true,
    logger: {
      level: nothing,
      trace: nothing,
      debug: heard,
      info: nothing,
      warn: nothing,
      error: nothing,
      fatal: nothing,
    },
  }
}

import { createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { certificate, certificateKey } from './certificate.ts'

export { certificate } from './certificate.ts'

/** A message as the server took it: who it was said to be from and to, and the message with its headers. */
export type TakenMail = { readonly from: string; readonly to: string; readonly text: string }

/**
 * A mail server that really listens and speaks SMTP (RFC 5321), and STARTTLS (RFC 3207) where it is asked to. `answers` are what it says in place of its own words: to `RCPT`, say,
 * `451 Try later`; `drop` breaks the line there. What is to be said once is taken out as it is said.
 */
export type SmtpServer = {
  readonly url: string
  readonly taken: TakenMail[]
  readonly answers: Map<'MAIL' | 'RCPT' | 'DATA' | 'END', string>
  /** How many connections were open at once, at most. */
  most(): number
  stop(): Promise<void>
}

/** Starts one on a free port of this machine. */
export const smtpServer = async ({ tls = false } = {}): Promise<SmtpServer> => {
  const taken: TakenMail[] = []
  const answers: SmtpServer['answers'] = new Map()
  const open = new Set<Socket>()
  let most = 0
  const server = createServer(socket => {
    open.add(socket)
    most = Math.max(most, open.size)
    socket.on('error', () => {})
    socket.on('close', () => open.delete(socket))
    socket.write('220 test\r\n')
    converse(socket, taken, answers, tls)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    answers,
    most: () => most,
    stop: async () => {
      for (const socket of open) socket.destroy()
      await new Promise<void>(done => server.close(() => done()))
    },
  }
}

const converse = (socket: Socket, taken: TakenMail[], answers: SmtpServer['answers'], offersTls: boolean): void => {
  let [from, to, rest, inData] = ['', '', '', false]
  const say = (step: 'MAIL' | 'RCPT' | 'DATA' | 'END' | undefined, usual: string): boolean => {
    const own = step && answers.get(step)
    if (step) answers.delete(step)
    if (own === 'drop') socket.destroy()
    else socket.write(`${own ?? usual}\r\n`)
    return own === undefined
  }
  const line = (words: string): void => {
    const verb = words.slice(0, 4).toUpperCase()
    if (verb === 'EHLO' || verb === 'HELO') {
      say(undefined, offersTls ? '250-here\r\n250 STARTTLS' : '250 here')
    } else if (verb === 'STAR' && offersTls) {
      socket.removeAllListeners('data')
      socket.write('220 go on\r\n')
      const safe = new TLSSocket(socket, { isServer: true, key: certificateKey, cert: certificate })
      safe.on('error', () => {})
      converse(safe, taken, answers, false)
    } else if (verb === 'MAIL') {
      from = /<(.*)>/.exec(words)?.[1] ?? ''
      say('MAIL', '250 from')
    } else if (verb === 'RCPT') {
      to = /<(.*)>/.exec(words)?.[1] ?? ''
      say('RCPT', '250 to')
    } else if (verb === 'DATA') inData = say('DATA', '354 go on')
    else if (verb === 'QUIT') socket.end('221 bye\r\n')
    else say(undefined, verb === 'RSET' || verb === 'NOOP' ? '250 yes' : '502 no')
  }
  socket.setEncoding('utf8').on('data', (part: string) => {
    rest += part
    for (;;) {
      const end = rest.indexOf(inData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const said = rest.slice(0, end)
      rest = rest.slice(end + (inData ? 5 : 2))
      if (!inData) line(said)
      else {
        inData = false
        // what the server has taken it has, even where its answer is lost
        const lost = answers.get('END') === 'drop'
        if (say('END', '250 taken') || lost) taken.push({ from, to, text: said.replaceAll('\r\n..', '\r\n.') })
      }
    }
  })
}

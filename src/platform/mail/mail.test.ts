import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { type Mail, type MailOutcome, mailAddress, mailFrom, openMail } from './index.ts'
import { certificate, type SmtpServer, smtpServer } from './testing/index.ts'

const base = { MAIL_FROM: 'no-reply@council.example', BASE_URL: 'https://throughline.example/' }
const settings = (url: string) => {
  const found = mailFrom({ ...base, SMTP_URL: url })
  assert.ok(found)
  return found
}

describe('an e-mail', () => {
  let server: SmtpServer
  let mail: Mail
  before(async () => {
    server = await smtpServer()
    mail = openMail(settings(server.url), 'Northmere Council')
  })
  after(() => server.stop())

  const send = (to = 'grace@example.org'): Promise<MailOutcome> =>
    mail.send({ id: 'a1', to, subject: 'Something new', text: 'Sign in.\n.\nCafé' }, AbortSignal.timeout(10_000))
  const sendWith = (step: 'MAIL' | 'RCPT' | 'DATA' | 'END', answer: string): Promise<MailOutcome> => {
    server.answers.set(step, answer)
    return send()
  }

  test('goes to one address, from the council, under one id, and asks no machine for an answer', async () => {
    assert.deepEqual(await send(), { state: 'sent' })
    const [{ from, to, text } = { from: '', to: '', text: '' }] = server.taken
    assert.deepEqual([from, to], ['no-reply@council.example', 'grace@example.org'])
    assert.match(text, /^From: Northmere Council <no-reply@council\.example>$/m)
    assert.match(text, /^Message-ID: <a1@council\.example>$/m)
    assert.match(text, /^Auto-Submitted: auto-generated$/m)
    assert.match(text, /\r\n\r\nSign in\.\r\n\.\r\nCaf=C3=A9/)
  })

  test('that the server takes at another time is tried again; one that it never takes is not', async () => {
    assert.deepEqual(await sendWith('RCPT', '451 later'), { state: 'again', reply: 451 })
    assert.deepEqual(await sendWith('END', '452 full'), { state: 'again', reply: 452 })
    assert.deepEqual(await sendWith('MAIL', '550 not from you'), { state: 'again', reply: 550 })
    assert.deepEqual(await sendWith('RCPT', '550 no such person'), { state: 'refused', reply: 550 })
    assert.deepEqual(await sendWith('END', '554 not this'), { state: 'refused', reply: 554 })
  })

  test('is tried again where the line breaks before all is said, and nobody knows where it breaks afterwards', async () => {
    assert.deepEqual(await sendWith('MAIL', 'drop'), { state: 'again' })
    assert.deepEqual(await sendWith('DATA', 'drop'), { state: 'again' })
    assert.deepEqual(await sendWith('END', 'drop'), { state: 'unsure' })
    const gone = await smtpServer()
    await gone.stop()
    const nowhere = openMail(settings(gone.url), 'Northmere Council')
    const message = { id: 'a2', to: 'grace@example.org', subject: 'x', text: 'x' }
    assert.deepEqual(await nowhere.send(message, AbortSignal.timeout(10_000)), { state: 'again' })
  })

  test('is sent to no server elsewhere that does not speak TLS', async () => {
    const { server: plain, ...rest } = settings(server.url)
    const elsewhere = openMail({ ...rest, server: { ...plain, tls: 'asked-for' } }, 'Northmere Council')
    const before = server.taken.length
    const message = { id: 'a3', to: 'grace@example.org', subject: 'x', text: 'x' }
    assert.equal((await elsewhere.send(message, AbortSignal.timeout(10_000))).state, 'again')
    assert.equal(server.taken.length, before)
  })
})

test('over TLS an e-mail goes to a server whose certificate is trusted, and to no other', async () => {
  const server = await smtpServer({ tls: true })
  const { server: way, ...rest } = settings(server.url)
  const mail = openMail({ ...rest, server: { ...way, tls: 'asked-for' } }, 'Northmere Council')
  const message = { id: 'a4', to: 'grace@example.org', subject: 'x', text: 'x' }
  const send = () => mail.send(message, AbortSignal.timeout(10_000))
  assert.deepEqual([(await send()).state, server.taken.length], ['again', 0])
  const usual = getCACertificates('default')
  setDefaultCACertificates([...usual, certificate])
  assert.deepEqual([(await send()).state, server.taken.length], ['sent', 1])
  setDefaultCACertificates(usual)
  await server.stop()
})

describe('the settings of mail', () => {
  test('say how the server is reached: by TLS, but for this machine', () => {
    const tls = (url: string) => settings(url).server.tls
    assert.equal(tls('smtps://mail.example'), 'at-once')
    assert.equal(tls('smtp://mail.example'), 'asked-for')
    assert.equal(tls('smtp://localhost:25'), 'none')
    const { server, site } = settings('smtps://us%40er:p%3Aw@mail.example')
    assert.deepEqual(server, { host: 'mail.example', port: 465, tls: 'at-once', auth: { user: 'us@er', pass: 'p:w' } })
    assert.equal(site, 'https://throughline.example')
  })

  test('without a server there are none; half of them, or a way around TLS, is refused without repeating the password', () => {
    assert.equal(mailFrom(base), undefined)
    for (const [broken, words] of [
      [{ ...base, SMTP_URL: 'smtp://a:secret@mail.example/?tls.rejectUnauthorized=false' }, /^SMTP_URL/],
      [{ ...base, SMTP_URL: 'mail.example:secret' }, /^SMTP_URL/],
      [{ ...base, SMTP_URL: 'http://secret' }, /^SMTP_URL/],
      [{ ...base, SMTP_URL: 'smtps://secret', MAIL_FROM: 'Council' }, /^MAIL_FROM/],
      [{ ...base, SMTP_URL: 'smtps://secret', BASE_URL: '' }, /^BASE_URL/],
    ] as const)
      assert.throws(
        () => mailFrom(broken),
        (error: Error) => words.test(error.message) && !/secret/.test(error.message),
      )
  })

  test('an address is one address: no list, no line of its own, no name', () => {
    assert.equal(mailAddress('  Grace@Example.ORG '), 'grace@example.org')
    for (const text of [
      '',
      'grace',
      'a@b',
      'a@b.org, c@d.org',
      'a@b.org\nBcc: c@d.org',
      'Grace <a@b.org>',
      '"a b"@c.org',
    ])
      assert.equal(mailAddress(text), undefined, text)
  })
})

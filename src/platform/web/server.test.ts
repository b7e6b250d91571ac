import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { assets } from '../views/index.ts'
import { receiveForm, saveAs, webServer } from './server.ts'

test('style and script come packed to a browser that unpacks, the same in every form', async () => {
  const app = await webServer({ https: false })
  const style = assets().find(asset => asset.name === 'app.css')
  assert.ok(style)
  const fetched = async (accepted: string) =>
    await app.inject({ url: style.path, headers: { 'accept-encoding': accepted } })
  const [plain, gzip, brotli] = await Promise.all(['identity', 'gzip', 'gzip, br'].map(fetched))
  assert.ok(plain && gzip && brotli)
  assert.deepEqual(
    [plain, gzip, brotli].map(r => r.headers['content-encoding']),
    [undefined, 'gzip', 'br'],
  )
  assert.deepEqual(gunzipSync(gzip.rawPayload), plain.rawPayload)
  assert.deepEqual(brotliDecompressSync(brotli.rawPayload), plain.rawPayload)
  assert.match(String(plain.headers['content-security-policy']), /default-src 'none'/)
  await app.close()
})

test('behind a proxy the address that counts is the one the proxy saw, whatever the browser claims', async () => {
  for (const [https, seen] of [
    [true, '198.51.100.7'],
    [false, '10.0.0.1'],
  ] as const) {
    const app = await webServer({ https })
    app.get('/who', request => request.ip)
    const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' }
    assert.equal((await app.inject({ url: '/who', remoteAddress: '10.0.0.1', headers })).body, seen)
    await app.close()
  }
})

test('on https every answer, an absent page too, binds the browser to https for a year, with every subdomain', async () => {
  const app = await webServer({ https: true })
  for (const url of ['/none', assets()[0]?.path ?? ''])
    assert.equal(
      (await app.inject({ url })).headers['strict-transport-security'],
      'max-age=31536000; includeSubDomains',
      url,
    )
  await app.close()
})

test('a file past its limit is refused, and nothing of it stays on the disk', async () => {
  const before = process.env.TMPDIR
  const folder = mkdtempSync(join(tmpdir(), 'throughline-limit-'))
  process.env.TMPDIR = folder
  const app = await webServer({ https: false, maxUploadBytes: 1000 })
  app.post('/files', async request => {
    const form = await receiveForm(request)
    await form.clean()
    return form.files.map(file => file.bytes)
  })
  const send = (bytes: number) =>
    app.inject({
      method: 'POST',
      url: '/files',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload: `--x\r\ncontent-disposition: form-data; name="f"; filename="a.csv"\r\n\r\n${'a'.repeat(bytes)}\r\n--x--\r\n`,
    })
  assert.equal((await send(1000)).body, '[1000]')
  assert.equal((await send(1001)).statusCode, 413)
  assert.deepEqual(readdirSync(folder), [])
  await app.close()
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  rmSync(folder, { recursive: true })
})

test('fields called __proto__ and constructor are fields like others, or refused, and touch nothing else', async () => {
  const app = await webServer({ https: false })
  app.post('/form', async request => Object.entries((await receiveForm(request)).fields))
  const send = (type: string, payload: string) =>
    app.inject({ method: 'POST', url: '/form', headers: { 'content-type': type }, payload })
  const coded = await send('application/x-www-form-urlencoded', '__proto__=a&constructor=b&constructor=c')
  assert.deepEqual(coded.json(), [
    ['__proto__', 'a'],
    ['constructor', ['b', 'c']],
  ])
  for (const name of ['__proto__', 'constructor']) {
    const part = `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\na\r\n--x--\r\n`
    assert.equal((await send('multipart/form-data; boundary=x', part)).statusCode, 400, name)
  }
  await app.close()
})

test('a form that is cut off, or says not where its parts end, is refused and no fault of ours', async () => {
  const app = await webServer({ https: false })
  app.post('/form', async request => (await receiveForm(request)).fields)
  const send = (type: string, payload: string) =>
    app.inject({ method: 'POST', url: '/form', headers: { 'content-type': type }, payload })
  for (const rest of ['', 'a', 'a\r\n--x\r\ncontent-disposition: form-data; name="f"; filename="a.csv"\r\n\r\nb']) {
    const part = `--x\r\ncontent-disposition: form-data; name="n"\r\n\r\n${rest}`
    assert.equal((await send('multipart/form-data; boundary=x', part)).statusCode, 400, rest)
  }
  assert.equal((await send('multipart/form-data', 'a')).statusCode, 400)
  await app.close()
})

test('a message that says its length twice, or in two ways, is refused before any page hears of it', async () => {
  const app = await webServer({ https: false })
  let heard = 0
  app.post('/form', () => `${++heard}`)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const answerTo = async (...headers: string[]): Promise<string> => {
    const socket = connect(port, '127.0.0.1').setEncoding('latin1')
    let answer = ''
    socket.on('data', chunk => {
      answer += chunk
    })
    socket.write(
      ['POST /form HTTP/1.1', 'Host: x', 'Content-Type: text/plain', ...headers, '', '0', '', ''].join('\r\n'),
    )
    await once(socket, 'close')
    return answer.slice(0, 12)
  }
  for (const headers of [
    ['Content-Length: 3', 'Content-Length: 5'],
    ['Content-Length: 5', 'Transfer-Encoding: chunked'],
    ['Transfer-Encoding: chunked, identity'],
    ['Transfer-Encoding : chunked'],
    ['Content-Length: +5'],
  ])
    assert.equal(await answerTo(...headers), 'HTTP/1.1 400', headers.join(', '))
  assert.equal(heard, 0)
  await app.close()
})

test('a file is saved under its name in any letters, and no name says more to the browser than a name', () => {
  assert.equal(saveAs('Letter 2.pdf'), 'attachment; filename="Letter 2.pdf"')
  assert.equal(saveAs('Siân.pdf'), `attachment; filename="Sian.pdf"; filename*=UTF-8''Si%C3%A2n.pdf`)
  assert.match(saveAs('تقرير.pdf'), /filename="_____\.pdf"; filename\*=UTF-8''%D8%AA/)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), name => {
      const [, plain = '', coded] =
        /^attachment; filename="([\w.() -]*)"(?:; filename\*=UTF-8''([\w.!~%-]*))?$/.exec(saveAs(name)) ?? assert.fail()
      assert.equal(coded === undefined ? plain : decodeURIComponent(coded), name.toWellFormed())
    }),
  )
})

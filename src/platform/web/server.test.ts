import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { assets } from '../views/index.ts'
import { receiveForm, webServer } from './server.ts'

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

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { assets } from '../views/index.ts'
import { webServer } from './server.ts'

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

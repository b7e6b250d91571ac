import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, test } from 'node:test'
import fastify from 'fastify'
import { evenAnswers } from './even-answers.ts'

const taken = async (url: string): Promise<number> => {
  const app = fastify()
  evenAnswers(app, asked => (asked.startsWith('/held') ? 40 : 0))
  app.get('/held', async () => 'words')
  app.get('/held/stream', async (_request, reply) => reply.send(Readable.from(['words'])))
  app.get('/held/fails', async () => {
    throw new Error('fails')
  })
  await app.ready()
  const began = performance.now()
  await app.inject(url)
  return performance.now() - began
}

describe('answers that all take their least time', () => {
  for (const [what, url] of [
    ['a page', '/held'],
    ['a stream of events', '/held/stream'],
    ['a page that fails', '/held/fails'],
    ['an address that is not there', '/held/nowhere'],
  ] as const)
    test(`${what} goes out no sooner`, async () => {
      assert.ok((await taken(url)) >= 40)
    })
})

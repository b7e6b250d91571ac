import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import fastify, { type FastifyInstance } from 'fastify'
import { kysely } from '../database/index.ts'
import { type TestDatabase, testDatabase } from '../testing/index.ts'
import { announce, type Live, sendEvents, startLive } from './index.ts'

describe('changes as they happen', () => {
  let db: TestDatabase
  let live: Live
  let app: FastifyInstance
  let base = ''
  before(async () => {
    db = await testDatabase()
    live = await startLive(db.pagesUrl)
    app = fastify()
    app.get<{ Params: { child: string } }>('/children/:child/live', (request, reply) =>
      sendEvents(live, [`child:${request.params.child}`], reply),
    )
    base = await app.listen({ port: 0, host: '127.0.0.1' })
  })
  after(async () => {
    await live.stop()
    await app.close()
    await db.drop()
  })

  const heard = (topic: string): Promise<void> =>
    new Promise(resolve => {
      const stop = live.subscribe(topic, () => {
        stop()
        resolve()
      })
    })
  const read = async (reader: ReadableStreamDefaultReader<Uint8Array>, until: RegExp): Promise<string> => {
    let text = ''
    while (!until.test(text)) {
      const { value, done } = await reader.read()
      if (done) break
      text += Buffer.from(value).toString()
    }
    return text
  }

  test('what a transaction announces is heard once it commits', async () => {
    const topic = `child:${randomUUID()}`
    const hearing = heard(topic)
    await kysely(db.pages)
      .transaction()
      .execute(tx => announce(tx, topic))
    await hearing
  })

  test('what a transaction announces and takes back is never heard', async () => {
    const [gone, kept] = [`child:${randomUUID()}`, `child:${randomUUID()}`]
    let times = 0
    const stop = live.subscribe(gone, () => times++)
    await assert.rejects(
      kysely(db.pages)
        .transaction()
        .execute(async tx => {
          await announce(tx, gone)
          throw new Error('taken back')
        }),
    )
    const hearing = heard(kept)
    await announce(kysely(db.pages), kept)
    await hearing
    stop()
    assert.equal(times, 0)
  })

  test('nothing but a word and an id can be announced', async () => {
    for (const topic of ['child:Liam Ashworth', 'child', `child:${randomUUID()} Liam`])
      await assert.rejects(announce(kysely(db.pages), topic))
  })

  test('a browser is told the id of what changed, with no name, and only of what it asked for', async () => {
    const [mine, other] = [randomUUID(), randomUUID()]
    const answer = await fetch(`${base}/children/${mine}/live`)
    assert.equal(answer.headers.get('content-type'), 'text/event-stream; charset=utf-8')
    assert.equal(answer.headers.get('x-accel-buffering'), 'no')
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
    assert.equal(await read(reader, /\n\n$/), 'retry: 3000\n\n')
    await announce(kysely(db.pages), `child:${other}`)
    await announce(kysely(db.pages), `child:${mine}`)
    assert.equal(await read(reader, /\n\n$/), `id: 1\ndata: child:${mine}\n\n`)
    await reader.cancel()
  })

  test('when the connection is lost it is opened again, and everybody is told to look', async () => {
    const topic = `run:${randomUUID()}`
    const lost = heard(topic)
    await db.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'throughline live' and datname = current_database()`,
    )
    await lost
    const hearing = heard(topic)
    await announce(kysely(db.pages), topic)
    await hearing
  })

  test('when the process stops, open answers end', async () => {
    const second = await startLive(db.pagesUrl)
    const site = fastify()
    site.get('/live', (_request, reply) => sendEvents(second, [`run:${randomUUID()}`], reply))
    const at = await site.listen({ port: 0, host: '127.0.0.1' })
    const answer = await fetch(`${at}/live`)
    await second.stop()
    assert.equal(await answer.text(), 'retry: 3000\n\n')
    await site.close()
  })
})

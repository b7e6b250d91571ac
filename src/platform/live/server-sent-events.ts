import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Live, Topic } from './live.ts'

const heartbeatSeconds = 15
/** Whoever listens is checked anew at least this often: the browser comes back by itself. */
const longestMinutes = 15

/**
 * Answers with server-sent events: one message for each announcement of one of the topics, holding the topic's id and
 * nothing else. A comment every 15 seconds keeps proxies from closing it.
 */
export const sendEvents = (live: Live, topics: readonly Topic[], reply: FastifyReply): FastifyReply => {
  const stream = new Readable({ read: () => {} })
  let number = 0
  const say = (text: string): void => {
    // Nobody is reading: the connection is dead and its buffer must not grow.
    if (stream.readableLength > 64_000) stream.destroy()
    else stream.push(text)
  }
  const leave = topics.map(topic => live.subscribe(topic, () => say(`id: ${++number}\ndata: ${topic}\n\n`)))
  const heartbeat = setInterval(() => say(': still here\n\n'), heartbeatSeconds * 1000)
  const longest = setTimeout(() => stream.push(null), longestMinutes * 60_000)
  const end = (): void => void stream.push(null)
  live.stopped.addEventListener('abort', end, { once: true })
  stream.once('close', () => {
    clearInterval(heartbeat)
    clearTimeout(longest)
    live.stopped.removeEventListener('abort', end)
    for (const stop of leave) stop()
  })
  say('retry: 3000\n\n')
  return reply.header('content-type', 'text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(stream)
}

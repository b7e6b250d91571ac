import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Live, Topic } from './live.ts'

const heartbeatSeconds = 15
/** Whoever listens is checked anew at least this often: the browser comes back by itself. */
const longestMinutes = 15

/** Whether whoever listens is to hear of an announcement: not of this one, of it, or of none any more. */
type Ask = () => Promise<'same' | 'changed' | 'over'>

/**
 * Answers with server-sent events: one message for each announcement of one of the topics, holding the topic's id and
 * nothing else, where `ask` says that it is for this listener. A comment every 15 seconds keeps proxies from closing it.
 */
export const sendEvents = (
  live: Live,
  topics: readonly Topic[],
  reply: FastifyReply,
  ask: Ask = async () => 'changed',
): FastifyReply => {
  const stream = new Readable({ read: () => {} })
  let number = 0
  let ended = false
  const say = (text: string): void => {
    if (ended) return
    // Nobody is reading: the connection is dead and its buffer must not grow.
    if (stream.readableLength > 64_000) stream.destroy()
    else stream.push(text)
  }
  const end = (): void => {
    ended = true
    stream.push(null)
  }
  const leave = topics.map(topic =>
    live.subscribe(
      topic,
      askFirst(ask, answer => {
        if (answer === 'changed') say(`id: ${++number}\ndata: ${topic}\n\n`)
        if (answer === 'over') end()
      }),
    ),
  )
  const heartbeat = setInterval(() => say(': still here\n\n'), heartbeatSeconds * 1000)
  const longest = setTimeout(end, longestMinutes * 60_000)
  live.stopped.addEventListener('abort', end, { once: true })
  stream.once('close', () => {
    ended = true
    clearInterval(heartbeat)
    clearTimeout(longest)
    live.stopped.removeEventListener('abort', end)
    for (const stop of leave) stop()
  })
  say('retry: 3000\n\n')
  return reply.header('content-type', 'text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(stream)
}

/** Asks once for however many announcements come while it asks, and once more for those. What cannot be asked is over: the browser comes back. */
const askFirst = (ask: Ask, tell: (answer: 'same' | 'changed' | 'over') => void): (() => void) => {
  let [asking, again] = [false, false]
  const hear = async (): Promise<void> => {
    again = asking
    if (asking) return
    asking = true
    tell(await ask().catch(() => 'over' as const))
    asking = false
    if (again) await hear()
  }
  return () => void hear()
}

import { setImmediate, setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** The least time, in milliseconds, that an answer to this address takes; 0 where none is asked. */
export type LeastTime = (url: string) => number

/**
 * Holds every answer back until its least time has passed since its request came, so that how long the work took is not told by how long the answer
 * took. The answer is whole by then: nothing is held meanwhile but the answer itself. Work that takes longer is told.
 */
export const evenAnswers = (app: FastifyInstance, least: LeastTime): void => {
  const began = new WeakMap<object, number>()
  app.addHook('onRequest', async request => {
    began.set(request.raw, performance.now())
  })
  app.addHook('onSend', async request => {
    const until = (began.get(request.raw) ?? performance.now()) + least(request.url)
    // A timer counts whole milliseconds: the fraction that it leaves would be the work's own.
    const whole = Math.floor(until - performance.now())
    if (whole > 0) await setTimeout(whole)
    while (performance.now() < until) await setImmediate()
  })
}

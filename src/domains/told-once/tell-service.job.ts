import { createHmac } from 'node:crypto'
import { Type } from 'typebox'
import { asActor, type Ground } from '../../access/index.ts'
import { projectConflicts } from '../../children/index.ts'
import { addDays, londonDate } from '../../kernel/index.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { askTomorrow, findWaiting, settleDeliveries, type Waiting } from './deliveries.actions.ts'
import { type Outcome, readAnswer, sentOf } from './message.ts'
import type { ToldService } from './told-service.ts'

/** What delivering needs: the services, the key of each, and where daily files are put. */
export type Delivering = {
  readonly services: readonly ToldService[]
  readonly keyOf: (service: string) => Buffer
  /** Opens what was told. */
  readonly key: Buffer
  readonly folder: string
}

const patienceMilliseconds = 10_000
const mostBytes = 10_000
/** A service that has taken a change and not applied it is asked each day what became of it, for so many days. */
const askedForDays = 30

/**
 * Tells one service of one change. Signed so that the service knows it is from us and whole; under the same id at every try, so that it takes
 * it once (Standard Webhooks 1.0: webhook-id, webhook-timestamp, webhook-signature). Fails, to be tried again, where nobody answers; after the
 * last try it needs a person. Where the service says that it has it and not applied it yet, it is sent again the next day: under the id that it
 * knows, so that its answer says what has become of it.
 */
export const tellServiceJob = (ground: Ground, delivering: Delivering): Job =>
  defineJob({
    name: 'tell-service',
    schema: Type.Object({ delivery: Type.Number() }),
    run: async ({ delivery }, { isLastAttempt, signal }) => {
      const waiting = await findWaiting(ground, delivering.key, delivery)
      if (!waiting) return
      const service = delivering.services.find(one => one.id === waiting.service)
      if (!service || !('webhook' in service.way))
        return await settleDeliveries(ground, [delivery], {
          state: 'person',
          unreached: true,
          answer: 'The service is no longer on the list of those that are told',
        })
      if (service.reviewBy < londonDate(ground.now()))
        return await settleDeliveries(ground, [delivery], {
          state: 'person',
          unreached: true,
          answer: 'The agreement with the service is past its review',
        })
      const outcome = await send(service.way.webhook, waiting, delivering.keyOf(service.id), ground.now(), signal)
      if (outcome.state === 'waiting') return await waitLonger(ground, waiting, outcome)
      if (outcome.state !== 'again') return await settleDeliveries(ground, [delivery], outcome)
      if (!isLastAttempt) throw new Error(`The service ${service.id} did not answer.`)
      await settleDeliveries(ground, [delivery], {
        state: 'person',
        unreached: true,
        answer: 'The service did not answer, however often we tried',
      })
    },
  }) as Job

const waitLonger = async (ground: Ground, { id, message }: Waiting, said: { readonly answer?: string }) => {
  if (addDays(message.toldOn, askedForDays) > londonDate(ground.now())) return await askTomorrow(ground, id, said)
  await settleDeliveries(ground, [id], {
    state: 'person',
    unreached: true,
    answer: `The service has not said what became of it in ${askedForDays} days`,
  })
}

/** The signature of a message: HMAC-SHA256 over id, time in seconds and body, joined by dots. */
export const signMessage = (key: Buffer, id: string, seconds: number, body: string): string =>
  `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`

const send = async (url: string, waiting: Waiting, key: Buffer, now: Date, stop: AbortSignal): Promise<Outcome> => {
  const id = waiting.address
  const seconds = Math.floor(now.getTime() / 1000)
  const body = JSON.stringify(sentOf(waiting.message))
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signMessage(key, id, seconds, body),
      },
      redirect: 'manual',
      signal: AbortSignal.any([stop, AbortSignal.timeout(patienceMilliseconds)]),
    })
    return readAnswer(answer.status, await firstBytes(answer))
  } catch {
    // nobody there, no answer in time, or a certificate that is not theirs: never its words, which can quote the address
    return { state: 'again' }
  }
}

const firstBytes = async (answer: Response): Promise<string> => {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of answer.body ?? []) {
    parts.push(part)
    bytes += part.byteLength
    if (bytes > mostBytes) break
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Puts before the clearing house what a told change disagrees with: both sides stay on the record. */
export const seeToConflictsJob = (ground: Ground): Job =>
  defineJob({
    name: 'see-to-conflicts',
    schema: Type.Object({ child: Type.Number() }),
    run: ({ child }) => asActor(ground, 'linker', (tx, at) => projectConflicts(tx, [child], at)),
  }) as Job

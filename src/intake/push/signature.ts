import { createHmac, type Hmac, timingSafeEqual } from 'node:crypto'
import { parseUuid } from '../../kernel/index.ts'

/** How a bundle is signed: what comes in the headers beside it. */
export type Signed = {
  readonly key: string
  readonly bundle: string
  readonly seconds: number
  readonly signature: string
}

// Ids of random or of dates; the name of the kept file is made of it.
const bundleId = /^[\w.-]{1,64}$/
/** How far the sender's clock may be from ours (Standard Webhooks 1.0, "Verifying webhook authenticity"). */
const mostSeconds = 300

/**
 * The signature's parts from the headers `throughline-key`, `webhook-id`, `webhook-timestamp` and `webhook-signature`; undefined where one
 * is missing or is none, or where the time is more than five minutes from `now`.
 */
export const readSigned = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
  now: Date,
): Signed | undefined => {
  const [key, bundle, time, signature] = [
    headers['throughline-key'],
    headers['webhook-id'],
    headers['webhook-timestamp'],
    headers['webhook-signature'],
  ].map(value => (typeof value === 'string' ? value.trim() : ''))
  if (!key || !parseUuid(key) || !bundle || !bundleId.test(bundle) || !time || !/^\d{1,12}$/.test(time) || !signature)
    return undefined
  const seconds = Number(time)
  if (Math.abs(now.getTime() / 1000 - seconds) > mostSeconds) return undefined
  return { key: key.toLowerCase(), bundle, seconds, signature }
}

/** The signature in the making: HMAC-SHA256 over id, time in seconds and the raw body, joined by dots. The body is put in as it comes. */
export const beginSignature = (secret: string, { bundle, seconds }: Pick<Signed, 'bundle' | 'seconds'>): Hmac =>
  createHmac('sha256', Buffer.from(secret, 'hex')).update(`${bundle}.${seconds}.`)

/** Whether one of the signatures that came (several are parted by spaces) is ours; told in the same time whatever came. */
export const isSignature = (came: string, own: Buffer): boolean =>
  came
    .split(' ')
    .slice(0, 5)
    .map(one => {
      const given = Buffer.from(one.replace(/^v1,/, ''), 'base64')
      return one.startsWith('v1,') && given.length === own.length && timingSafeEqual(given, own)
    })
    .includes(true)

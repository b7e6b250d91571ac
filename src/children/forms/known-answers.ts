import type { GoldenRecord, KnownFact } from '../golden-record/index.ts'
import type { FreshnessKind } from '../pages/freshness.ts'
import { carersHere, carerWords, heardBy, howWeTalk, listWords, saidBy, upperFirst } from '../pages/today-picture.ts'
import type { Said } from '../pages/told.view.ts'
import type { Asked, Fields } from './merge.ts'

/** What the record can answer by itself: a form shows it and never asks it as if nobody knew. */
export type KnownAbout = 'school' | 'lives-with' | 'language'
/** One such answer for one reader: what is known, who said it and when; nothing known where there is no value. */
export type KnownAnswer = {
  readonly about: KnownAbout
  readonly label: string
  readonly known?: { readonly value: string; readonly said: Said; readonly kind: FreshnessKind }
}

const labels: Readonly<Record<KnownAbout, string>> = {
  school: 'School or nursery',
  'lives-with': 'Who looks after the child at home',
  language: 'Languages',
}

/** What this reader may know of it already, from the facts they may see. */
export const knownAnswers = (record: GoldenRecord, own: readonly KnownFact[]): readonly KnownAnswer[] => {
  const [first] = carersHere(record)
  const talk = howWeTalk(own, [], '')
  const { school } = record
  const known: Readonly<Partial<Record<KnownAbout, KnownAnswer['known']>>> = {
    ...(school?.value.name ? { school: { value: school.value.name, said: heardBy(school), kind: 'lasting' } } : {}),
    ...(first
      ? {
          'lives-with': {
            value: upperFirst(listWords(carersHere(record).map(one => carerWords(one.value)))),
            said: saidBy(first),
            kind: 'lives-with',
          },
        }
      : {}),
    ...('missing' in talk || !talk.strong
      ? {}
      : { language: { value: talk.strong, said: talk.said, kind: talk.kind } }),
  }
  return (Object.keys(labels) as KnownAbout[]).map(about => {
    const one = known[about]
    return { about, label: labels[about], ...(one ? { known: one } : {}) }
  })
}

/** How somebody answers it: it is right still, it is something else, or nobody knows yet. */
export type KnownReply = 'right' | 'changed' | 'unknown'
/** A reply as it is kept: with what the record said when it was given, and who had said so. */
export type KeptReply = {
  readonly about: string
  readonly reply: KnownReply
  readonly was?: string
  readonly said?: string
  readonly on?: string
  readonly now?: string
}

const replyBox = (about: KnownAbout): string => `known-${about}`
const nowBox = (about: KnownAbout): string => `known-${about}-now`
/** The boxes of the replies, as one answer each. */
export const knownAsked: readonly Asked[] = (Object.keys(labels) as KnownAbout[]).map(about => ({
  id: replyBox(about),
  label: labels[about],
  boxes: [replyBox(about), nowBox(about)],
  words: { right: 'Still right', changed: 'Something else', unknown: 'Still not known' },
}))

/** Reads the replies; what was left alone says nothing. What is known no more cannot be right. */
export const readReplies = (
  answers: readonly KnownAnswer[],
  fields: Fields,
): { readonly replies: readonly KeptReply[] } | { readonly errors: { field: string; text: string }[] } => {
  const errors: { field: string; text: string }[] = []
  const replies = answers.flatMap(({ about, known }): KeptReply[] => {
    const [reply, now] = [fields[replyBox(about)], fields[nowBox(about)]?.trim()]
    const was = known ? { was: known.value, said: known.said.by, on: known.said.on } : {}
    if (reply === 'changed' && !now) errors.push({ field: nowBox(about), text: 'Enter what it is' })
    if (reply === 'changed') return now ? [{ about, reply, ...was, now }] : []
    if (reply === 'right') return known ? [{ about, reply, ...was }] : []
    return reply === 'unknown' ? [{ about, reply, ...was }] : []
  })
  return errors.length > 0 ? { errors } : { replies }
}

/** Replies back in their boxes. */
export const replyFields = (replies: readonly KeptReply[]): Fields =>
  Object.fromEntries(
    replies.flatMap(({ about, reply, now }) => [
      [replyBox(about as KnownAbout), reply],
      [nowBox(about as KnownAbout), now ?? ''],
    ]),
  )

/** A reply in words: "Larchfield Academy: still right". */
export const replyWords = ({
  about,
  reply,
  was,
  now,
}: KeptReply): { readonly label: string; readonly words: string } => {
  const words = {
    right: `${was ?? ''}: still right`,
    changed: `${now ?? ''}${was ? `. The record said: ${was}` : ''}`,
    unknown: `${was ? `${was} is not sure. ` : ''}Still not known`,
  }
  return { label: labels[about as KnownAbout] ?? about, words: words[reply] }
}

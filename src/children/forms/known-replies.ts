import { Type } from 'typebox'
import type { PlainDate } from '../../kernel/index.ts'
import { type KnownAbout, type KnownAnswer, knownLabels } from './known-answers.ts'
import type { Asked, Fields } from './merge.ts'

/** How somebody answers what is known: it is right still, it is something else, or nobody knows yet. */
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

const text = () => Type.Optional(Type.String())
/** What the record knew when a form was filled in, and whether it was right: a field of what is kept of the form. */
export const keptReplies = Type.Optional(
  Type.Array(
    Type.Object({ about: Type.String(), reply: Type.String(), was: text(), said: text(), on: text(), now: text() }),
  ),
)

const abouts = Object.keys(knownLabels) as KnownAbout[]
/** The box of what is replied: right, changed, or not known. */
export const replyBox = (about: KnownAbout): string => `known-${about}`
/** The box of what it is now. */
export const nowBox = (about: KnownAbout): string => `known-${about}-now`
/** The box of whether somebody who looks after the child lives there: of them a reply is of one person. */
export const livesBox = 'known-lives-with-lives'
/** The box that has the services told of what is different. */
export const tellBox = 'known-tell'
const boxesOfReply = (about: KnownAbout): Asked['boxes'] => [
  replyBox(about),
  nowBox(about),
  ...(about === 'lives-with' ? [livesBox] : []),
]

const hereWords = 'lives here now'
const goneWords = 'lives here no longer'
/** The boxes of the replies, as one answer each. */
export const knownAsked: readonly Asked[] = [
  ...abouts.map(about => ({
    id: replyBox(about),
    label: knownLabels[about],
    boxes: boxesOfReply(about),
    words: {
      right: 'Still right',
      changed: 'Something else',
      unknown: 'Still not known',
      here: hereWords,
      gone: goneWords,
    },
  })),
  { id: tellBox, label: 'Whether services are told', boxes: [tellBox], words: { yes: 'Tell them' } },
]
/** The names of all of them. */
export const knownBoxes: readonly string[] = knownAsked.flatMap(one => one.boxes)

/** What was said to be different and can be told once: what kind of change it is, and its own fields. */
export type KnownChange = {
  readonly kind: 'school' | 'household' | 'doctor' | 'language'
  readonly fields: Readonly<Record<string, string>>
  readonly from: PlainDate
  readonly saidBy: string
}
/** What can be told once of it, and under which name. The rest is for those who answer for it: it is kept with the form. */
const toldAs: Readonly<Partial<Record<KnownAbout, readonly [KnownChange['kind'], string]>>> = {
  school: ['school', 'school'],
  'lives-with': ['household', 'person'],
  doctor: ['doctor', 'surgery'],
  language: ['language', 'language'],
}
/** Whether what is put right of it can be told once. */
export const isToldOnce = (about: KnownAbout): boolean => toldAs[about] !== undefined

type Told = Omit<KnownChange, 'from' | 'saidBy'>
const longest = 200
/** Reads the replies; what was left alone says nothing. What is known no more cannot be right. `told` is what services are to be told of. */
export const readReplies = (
  answers: readonly KnownAnswer[],
  fields: Fields,
):
  | { readonly replies: readonly KeptReply[]; readonly told: readonly Told[] }
  | { readonly errors: { field: string; text: string }[] } => {
  const errors: { field: string; text: string }[] = []
  const told: Told[] = []
  const replies = answers.flatMap(({ about, known }): KeptReply[] => {
    const [reply, now] = [fields[replyBox(about)], fields[nowBox(about)]?.trim()]
    const was = known ? { was: known.value, said: known.said.by, on: known.said.on } : {}
    if (reply === 'right') return known ? [{ about, reply, ...was }] : []
    if (reply === 'unknown') return [{ about, reply, ...was }]
    if (reply !== 'changed') return []
    const lives = fields[livesBox]
    const asksLives = about === 'lives-with'
    if (!now) errors.push({ field: nowBox(about), text: asksLives ? 'Enter the person’s name' : 'Enter what it is' })
    if (now && now.length > longest) errors.push({ field: nowBox(about), text: `Keep this under ${longest} letters` })
    if (asksLives && lives !== 'here' && lives !== 'gone')
      errors.push({ field: livesBox, text: 'Choose whether they live here now' })
    if (!now) return []
    const as = toldAs[about]
    const more = asksLives ? { lives: lives === 'here' ? 'yes' : 'no' } : {}
    if (as && fields[tellBox] === 'yes') told.push({ kind: as[0], fields: { [as[1]]: now, ...more } })
    return [{ about, reply, ...was, now: asksLives ? `${now} ${lives === 'here' ? hereWords : goneWords}` : now }]
  })
  return errors.length > 0 ? { errors } : { replies, told }
}

/** Replies back in their boxes. Whether services are told is asked anew each time. */
export const replyFields = (replies: readonly KeptReply[]): Fields =>
  Object.fromEntries(
    replies.flatMap(({ about, reply, now = '' }): [string, string][] => {
      const box = about as KnownAbout
      if (about !== 'lives-with')
        return [
          [replyBox(box), reply],
          [nowBox(box), now],
        ]
      const end = [hereWords, goneWords].find(words => now.endsWith(` ${words}`))
      return [
        [replyBox(box), reply],
        [nowBox(box), end ? now.slice(0, -end.length - 1) : now],
        [livesBox, end === hereWords ? 'here' : end ? 'gone' : ''],
      ]
    }),
  )
/** The replies of what was kept of a form; none where it asked none. */
export const repliesIn = (body: Readonly<Record<string, unknown>>): readonly KeptReply[] =>
  (body.known as readonly KeptReply[] | undefined) ?? []

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
  return { label: knownLabels[about as KnownAbout] ?? about, words: words[reply] }
}

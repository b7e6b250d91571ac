import { formatDate, readDate } from '../../kernel/index.ts'

/** What stands in the boxes of a form, by their names. */
export type Fields = Readonly<Partial<Record<string, string>>>

/** One thing that a form asks: the boxes that make its answer. */
export type Asked = {
  readonly id: string
  readonly label: string
  readonly boxes: readonly [string, ...string[]]
  /** Words, of which two answers can stand one after the other; or several choices, of which both can be made. */
  readonly joins?: true
  /** Several may be chosen: the box holds their codes with a comma between. */
  readonly several?: true
  /** How a choice reads, where the box holds a code. */
  readonly words?: Readonly<Record<string, string>>
}

/** What two people made of the same form. Nothing is left out: it is settled, or somebody must choose. */
export type Merge = {
  /** The boxes as far as they are settled; what must be chosen stands here as `mine`. */
  readonly fields: Fields
  /** Both changed it, to different things. */
  readonly torn: readonly Asked[]
  /** Only the other one changed it. */
  readonly taken: readonly Asked[]
}

const plain = (text: string | undefined): string => (text ?? '').replaceAll('\r\n', '\n').trim()
/** Whether two answers to one question say the same, however a browser ends its lines. */
export const isSame = ({ boxes }: Asked, a: Fields, b: Fields): boolean =>
  boxes.every(box => plain(a[box]) === plain(b[box]))

/** Puts two edits of one form together, question by question: `mine` and `theirs` both began from `base`. */
export const mergeEdits = (
  asked: readonly Asked[],
  { base, theirs, mine }: { readonly base: Fields; readonly theirs: Fields; readonly mine: Fields },
): Merge => {
  const torn = asked.filter(one => !isSame(one, theirs, base) && !isSame(one, mine, base) && !isSame(one, mine, theirs))
  const taken = asked.filter(one => isSame(one, mine, base) && !isSame(one, theirs, base))
  return {
    fields: Object.fromEntries(
      asked.flatMap(one => one.boxes.map(box => [box, (taken.includes(one) ? theirs : mine)[box] ?? ''])),
    ),
    torn,
    taken,
  }
}

/** How somebody settles what both changed. */
export type Choice = 'theirs' | 'mine' | 'both'

/** The boxes once somebody has chosen for each thing that is torn; undefined where a choice is missing or cannot be. */
export const settle = (
  { fields, torn }: Merge,
  theirs: Fields,
  choiceOf: (asked: Asked) => Choice | undefined,
): Fields | undefined => {
  const settled: Record<string, string> = Object.fromEntries(
    Object.entries(fields).map(([box, text]) => [box, text ?? '']),
  )
  for (const one of torn) {
    const choice = choiceOf(one)
    if (!choice || (choice === 'both' && !one.joins)) return undefined
    if (choice === 'mine') continue
    for (const box of one.boxes)
      settled[box] = choice === 'theirs' ? (theirs[box] ?? '') : bothOf(one, theirs[box] ?? '', fields[box] ?? '')
  }
  return settled
}

const bothOf = ({ several }: Asked, theirs: string, mine: string): string =>
  several
    ? [...new Set([...theirs.split(','), ...mine.split(',')])].filter(Boolean).join(',')
    : `${theirs}\n\n${mine}`.trim()

/** A day in its three boxes, in words; as it was typed where it is none. */
const dayOf = (boxes: Asked['boxes'], fields: Fields): string | undefined => {
  if (boxes.length !== 3 || !boxes[0].endsWith('-day')) return undefined
  const typed = boxes.map(box => plain(fields[box])).join('/')
  const read = readDate(typed, { order: 'dmy' })
  return 'date' in read ? formatDate(read.date) : typed.replace(/^\/+|\/+$/g, '')
}

/** An answer as it is read beside another. */
export const answerOf = ({ boxes, words = {}, several }: Asked, fields: Fields): string =>
  dayOf(boxes, fields) ??
  boxes
    .flatMap(box => (several ? plain(fields[box]).split(',') : plain(fields[box])))
    .map(text => (Object.hasOwn(words, text) ? (words[text] ?? '') : text))
    .filter(Boolean)
    .join(', ')

/** What somebody changed, before and after, in the order it is asked. */
export const changesBetween = (
  asked: readonly Asked[],
  before: Fields,
  after: Fields,
): { readonly label: string; readonly before: string; readonly after: string }[] =>
  asked
    .filter(one => !isSame(one, before, after))
    .map(one => ({ label: one.label, before: answerOf(one, before), after: answerOf(one, after) }))

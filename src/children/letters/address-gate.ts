import { foldName, type PlainDate } from '../../kernel/index.ts'
import { isOld } from '../pages/freshness.ts'

/** Somebody whom the record names as a parent, a carer or a contact of a child. */
export type NamedPerson = {
  readonly name: string
  readonly relation: string | undefined
  /** Undefined where no source says. */
  readonly livesWith: boolean | undefined
}
/** Where a child lives, as it would stand on an envelope. */
export type HomeFact = {
  readonly lines: readonly string[]
  readonly postcode: string | undefined
  /** The last day on which a source told of it. */
  readonly heardOn: PlainDate
  readonly disagree: boolean
}
/** A note that says who must not be met or told: the person, where whoever wrote it named one, and its title. */
export type NotToMeet = { readonly who: string | undefined; readonly short: string }

/** What the gate judges a letter by: as far as one reader sees it, or with the sight of everything. */
export type GateFacts = {
  readonly today: PlainDate
  readonly died: boolean
  /** Where the child lives is kept to named people. */
  readonly kept: boolean
  readonly home: HomeFact | undefined
  /** Who the letter is to; undefined where nobody is chosen. */
  readonly to: NamedPerson | undefined
  /** Parents and carers who are said to live at that home, with whichever child. */
  readonly livesThere: readonly NamedPerson[]
  /** Notes about the child, the home, and the children of the family or the household. */
  readonly notToMeet: readonly NotToMeet[]
  /** A change of where the family lives was told, and nobody has looked at it yet. */
  readonly changeWaits: boolean
}

/** Why no letter goes to an address. */
export type Stop =
  | 'nobody'
  | 'died'
  | 'not-recorded'
  | 'kept'
  | 'incomplete'
  | 'not-to-meet'
  | 'nobody-named'
  | 'disagree'
  | 'lives-elsewhere'
  | 'look-first'
/** What whoever writes must have made sure of before the letter goes. */
export type MakeSure = 'old' | 'lives-there'

declare const passed: unique symbol
/** An address that has come through the gate. Nothing else makes one, and nothing is printed on a letter that is not one. */
export type LetterAddress = { readonly [passed]: true; readonly to: string; readonly lines: readonly string[] }
export type GateAnswer =
  | { readonly use: true; readonly address: LetterAddress; readonly makeSure: readonly MakeSure[] }
  | { readonly use: false; readonly stop: Stop }

/**
 * Whether a letter about this child may go to this person at the child's home (issue 4, point 4; security.md, threat T06). Nothing goes
 * where somebody lives who must not be met or told, nor to them anywhere; nothing to an address that is kept, doubted, or not the
 * addressee's. The strictest reason comes first.
 */
export const answerOfGate = (facts: GateFacts): GateAnswer => {
  const stop = stopOf(facts)
  if (stop || !facts.home || !facts.to) return { use: false, stop: stop ?? 'nobody' }
  const { home, to } = facts
  return {
    use: true,
    address: { to: to.name, lines: [...home.lines, home.postcode ?? ''] } as unknown as LetterAddress,
    makeSure: [
      ...(isOld('address', home.heardOn, facts.today) ? (['old'] as const) : []),
      ...(to.livesWith === undefined ? (['lives-there'] as const) : []),
    ],
  }
}

/**
 * The same for a child of whom no parent or carer is recorded: to whoever looks after them where they live, without a name. Nobody knows who opens it, so that any
 * note that somebody must not be met or told stops it.
 */
export const answerWhereNobodyIsRecorded = (facts: Omit<GateFacts, 'to'>): GateAnswer =>
  facts.notToMeet.length > 0
    ? { use: false, stop: 'nobody-named' }
    : answerOfGate({ ...facts, to: { name: 'The parent or carer', relation: undefined, livesWith: true } })

/** Why no e-mail goes to the account of whoever told something of a child. Nobody knows which of the family reads it. */
export type MailStop = 'died' | 'not-to-meet' | 'look-first'

/**
 * The same gate for an e-mail, which goes to an account and to no house: it does not ask where the child lives. A note that anybody must not be met or
 * told stops it, whomever it names, since the account may be theirs.
 */
export const stopOfMail = ({
  died,
  notToMeet,
  changeWaits,
}: Pick<GateFacts, 'died' | 'notToMeet' | 'changeWaits'>): MailStop | undefined => {
  if (died) return 'died'
  if (notToMeet.length > 0) return 'not-to-meet'
  return changeWaits ? 'look-first' : undefined
}

const stopOf = ({ died, kept, home, to, livesThere, notToMeet, changeWaits }: GateFacts): Stop | undefined => {
  if (died) return 'died'
  if (!home) return 'not-recorded'
  if (kept) return 'kept'
  if (home.lines.length === 0 || !home.postcode) return 'incomplete'
  const near = to ? [to, ...livesThere] : livesThere
  if (notToMeet.some(note => near.some(person => isMeant(note, person)))) return 'not-to-meet'
  if (notToMeet.some(note => note.who === undefined)) return 'nobody-named'
  if (home.disagree) return 'disagree'
  if (!to) return 'nobody'
  if (to.livesWith === false) return 'lives-elsewhere'
  return changeWaits ? 'look-first' : undefined
}

const sameRelation: readonly (readonly string[])[] = [
  ['father', 'dad', 'daddy'],
  ['mother', 'mum', 'mummy', 'mam'],
  ['stepfather', 'stepdad'],
  ['stepmother', 'stepmum'],
]
const wordsIn = (text: string): string[] => foldName(text).split(' ').filter(Boolean)

/**
 * Is this the person whom a note names? Where all words of either name stand in the other ("Paul Hart" and "Paul James Hart"), or the note
 * says no more than what they are to the child ("dad").
 */
export const isMeant = ({ who, short }: NotToMeet, { name, relation }: NamedPerson): boolean => {
  const told = (who ?? short).replace(/step[ -]/i, 'step')
  const [note, named] = [wordsIn(told), wordsIn(name)]
  if (note.length === 0 || named.length === 0) return false
  if (named.every(word => note.includes(word)) || note.every(word => named.includes(word))) return true
  const tie = wordsIn((relation ?? '').replace(/step[ -]/i, 'step'))
  const kin = sameRelation.find(words => tie.some(word => words.includes(word)))
  return kin !== undefined && note.some(word => kin.includes(word))
}

import type { ChangeKind } from './change.ts'

/** What stands on a child's record that a change could touch. Read with the sight of everything; shown to nobody who tells. */
export type GateFacts = {
  /** The record is for named people, sealed, or the address is protected. */
  readonly shielded: boolean
  /** A fact of where the child is, or who the family is, is kept to a few named people. */
  readonly sealedFact: boolean
  /** A plan to protect, a life in care, adoption: in force now. */
  readonly protection: boolean
  /** Somebody must not be met or told; or parents with parental responsibility live apart. */
  readonly separation: boolean
  /** Sources disagree on these already. */
  readonly disputed: readonly string[]
}

/** Why a change waits for a person, for that person alone; nothing where it may go on. */
export type HeldReason = 'claim' | 'shield' | 'protection' | 'separation' | 'dispute' | 'not-found' | 'sample'

const disputes: Readonly<Record<ChangeKind, readonly string[]>> = {
  address: ['address'],
  school: [],
  contact: [],
  name: ['name'],
  household: ['address'],
  doctor: [],
  language: [],
}

/** The safety gate (peers.md 7, idea 4): a change that touches protection, separation or dispute stops for a person, whatever it changes. */
export const reasonsToHold = (kind: ChangeKind, facts: GateFacts): HeldReason[] => [
  ...(facts.shielded || facts.sealedFact ? (['shield'] as const) : []),
  ...(facts.protection ? (['protection'] as const) : []),
  ...(facts.separation ? (['separation'] as const) : []),
  ...(facts.disputed.some(fact => disputes[kind].includes(fact)) ? (['dispute'] as const) : []),
]

/**
 * One in ten of the others is looked at as well, so that to wait says nothing of a child. By the change's own random address.
 */
export const isSampled = (uuid: string): boolean => Number.parseInt(uuid.slice(0, 2), 16) < 26

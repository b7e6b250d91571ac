import { InvalidInput, type PlainDate, readBoxes } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'

/** The shortest reason for ending an agreement that says anything, in letters. */
export const shortestReason = 20

/** One change of an agreement: what was agreed, or why it was withdrawn. */
export type ToldChange = {
  readonly what: 'agreed' | 'withdrawn'
  readonly at: Date
  readonly by: string | null
  readonly words: string | null
  readonly reviewOn: PlainDate | null
}

type Given = {
  readonly purpose: string
  readonly basis: string
  readonly owner: string
  readonly review: Parameters<typeof readBoxes>[0]
  /** What is wrong with what is shared: a source's fields, or what an organisation's staff may read. */
  readonly shared: FormError | undefined
  readonly unknownOwner: boolean
}

/** What is wrong with an agreement as it was typed, with a source or an organisation, in the order of its form; and the day of its review. */
export const readAgreement = (
  given: Given,
  today: PlainDate,
): { readonly reviewOn: PlainDate | undefined; readonly faults: readonly FormError[] } => {
  const faults: FormError[] = []
  const want = (field: 'purpose' | 'basis' | 'owner', text: string) => {
    if (given[field].trim() === '') faults.push({ field, text })
  }
  want('purpose', 'Enter the purpose')
  want('basis', 'Enter the legal basis')
  if (given.shared) faults.push(given.shared)
  want('owner', 'Enter the owner of the agreement')
  if (given.unknownOwner) faults.push({ field: 'ownerKey', text: 'Nobody who works here has this user name' })
  const read = readBoxes(given.review)
  const reviewOn = read && 'date' in read ? read.date : undefined
  if (!reviewOn) faults.push({ field: 'review-day', text: 'Enter a date, such as 27 3 2027' })
  else if (reviewOn <= today) faults.push({ field: 'review-day', text: 'The date of the review must be in the future' })
  return { reviewOn, faults }
}

/** The reason for ending an agreement, or what is wrong with it. @throws InvalidInput where the agreement is ended already. */
export const readReason = (
  reason: string,
  isWithdrawn: boolean,
): { readonly reason: string } | { readonly faults: FormError[] } => {
  if (isWithdrawn) throw new InvalidInput('This agreement has been withdrawn already.', 'Load the page again.')
  const said = reason.trim()
  return said.length < shortestReason
    ? { faults: [{ field: 'reason', text: `Write why it is withdrawn in at least ${shortestReason} letters` }] }
    : { reason: said }
}

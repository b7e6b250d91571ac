/** A letter that an officer sends, with its words to begin from: support first (Working together to improve school attendance, 2024). */
export type LetterForm = { readonly title: string; readonly subject: string; readonly words: (first: string) => string }

const forms = {
  'we-would-like-to-help': {
    title: 'We would like to help',
    subject: 'Helping your child to get to school',
    words: first =>
      `I work with families and schools when a child misses school. ${first} has been away more than we would hope, and I would like to understand why, and to help.

Could you call me, and tell me what gets in the way? If there is something that the school, or another service, can do differently, we will look at it with you.`,
  },
  'come-and-meet-us': {
    title: 'Come and meet us',
    subject: 'A meeting about school',
    words: first =>
      `I would like to meet you and ${first}, with the school, to agree what would help ${first} to be there.

The meeting is on [day], at [time], at [place]. If that does not suit you, or you need an interpreter or other help to take part, call me and we will find another way.`,
  },
  'attendance-has-not-improved': {
    title: 'Attendance has not improved',
    subject: 'Your child’s attendance at school',
    words: first =>
      `We agreed with you what would help ${first} to get to school. Since then ${first} has missed more school than was agreed.

By law a child of school age must have a full-time education. Before anything else is decided I would like to hear from you whether the help has worked, and what has to change. Could you call me by [day]?`,
  },
} as const satisfies Readonly<Record<string, LetterForm>>
export type LetterSort = keyof typeof forms

/** Every letter, in the order in which an officer would come to it. */
export const letterSorts = Object.keys(forms) as readonly LetterSort[]
/** The letter's form. */
export const letterForm = (sort: LetterSort): LetterForm => forms[sort]
/** Whether an address names a letter. */
export const letterSortOf = (text: string | undefined): LetterSort | undefined =>
  letterSorts.find(sort => sort === text)

/** A place in square brackets is still to be filled in. */
export const unfilled = (words: string): string | undefined => /\[[^\]\n]{1,40}\]/.exec(words)?.[0]

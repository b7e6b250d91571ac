/** The values whose meaning a mapping must know: what a cell can mean, and what people usually write for it. */
export type Meaning = { readonly value: string; readonly label: string; readonly written: RegExp }

export const sexMeanings: readonly Meaning[] = [
  { value: 'F', label: 'Female', written: /^(f|female|girl|g|2|2 - female|b\) female)$/ },
  { value: 'M', label: 'Male', written: /^(m|male|boy|b|1|1 - male|a\) male)$/ },
  {
    value: 'U',
    label: 'Not known or not said',
    written: /^(u|unknown|not known|not recorded|n\/k|nk|-|\?|x|n\/a|unborn|0|9)$/,
  },
]

export const flagMeanings: readonly Meaning[] = [
  { value: 'yes', label: 'Yes', written: /^(y|yes|true|1|t|✓|✔|agreed)$/ },
  { value: 'no', label: 'No', written: /^(n|no|false|0|f|✗|✘|refused|not agreed)$/ },
  { value: 'unknown', label: 'Not known', written: /^(-|\?|n\/k|nk|not known|unknown|n\/a|tbc)$/ },
]

/** The sorts of the note that keeps a worker safe (children/kinds, danger-note). */
export const sortMeanings: readonly Meaning[] = [
  { value: 'animals', label: 'Animals', written: /^(animals?|dogs?|pets?)$/ },
  { value: 'getting-in', label: 'Getting in', written: /^(access|getting in|entry|key ?safe)$/ },
  { value: 'danger', label: 'Danger', written: /^(danger|risk|warning|violence|hazard)$/ },
  { value: 'not-to-meet', label: 'Not to meet', written: /^(not to meet|do not meet|person)$/ },
  { value: 'talking', label: 'Talking', written: /^(talking|language|interpreter|communication)$/ },
  { value: 'health', label: 'Health', written: /^(health|medical|infection)$/ },
  { value: 'parking', label: 'Parking', written: /^parking$/ },
]

const lists: Readonly<Record<string, readonly Meaning[]>> = { sex: sexMeanings, flag: flagMeanings, sort: sortMeanings }

/** The meanings that a column read this way can have; undefined for columns whose values are taken as they are. */
export const meaningsOf = (reading: string): readonly Meaning[] | undefined => lists[reading]

/** A value as the dictionary of a mapping keeps it. */
export const foldValue = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')

/** What a value means: as the mapping says, else as it is usually written. Undefined when somebody has to say. */
export const meaningOf = (
  text: string,
  reading: string,
  told: Readonly<Record<string, string>> | undefined,
): string | undefined => {
  const value = foldValue(text)
  const own = told && Object.hasOwn(told, value) ? told[value] : undefined
  return own ?? lists[reading]?.find(one => one.written.test(value))?.value
}

import type { Cells } from '../../intake/index.ts'
import { codeIn, normaliseSpelling } from './spelling.ts'
import spellings from './spellings.json' with { type: 'json' }

/** What a cell says: the code and its set where the cell holds one, and words. Raw where nobody knows the spelling. */
export type Spelled = { readonly code?: string; readonly label: string; readonly setVersion?: string }

const tables = new Map<string, Map<string, string>>()
for (const [kind, byLabel] of Object.entries(spellings as Record<string, Record<string, string>>)) {
  const table = new Map<string, string>()
  for (const [label, raws] of Object.entries(byLabel)) {
    for (const raw of raws.split('|')) if (raw) table.set(raw, label)
    table.set(normaliseSpelling(label), label)
  }
  tables.set(kind, table)
}

// Groups that are one code of the set.
const codeOfGroup: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  source: {
    Schools: '2A',
    'Education Services': '2B',
    Housing: '4',
    Police: '6',
    'Other legal agency': '7',
    Other: '8',
    Anonymous: '9',
    Unknown: '10',
  },
  need: {
    'Abuse or neglect': 'N1',
    "Child's disability": 'N2',
    'Parents illness or disability': 'N3',
    'Family in acute stress': 'N4',
    'Family dysfunction': 'N5',
    'Socially unacceptable behaviour': 'N6',
    'Low income': 'N7',
    'Absent parenting': 'N8',
    'Not CIN': 'N9',
    'Not stated': 'N0',
  },
  closure: {
    Adopted: 'RC1',
    Died: 'RC2',
    'Residence Order': 'RC3',
    'Special Guardianship Order': 'RC4',
    'Transfer to another LA': 'RC5',
  },
  abuse: { Neglect: 'NEG', 'Physical Abuse': 'PHY', 'Sexual Abuse': 'SAB', 'Emotional Abuse': 'EMO', Multiple: 'MUL' },
  legal: { 'Interim care orders': 'C1', 'Full care orders': 'C2', 'Placement order granted': 'E1' },
  ceased: { Died: 'E2', 'Care taken by another LA': 'E3' },
}

/** A value in one of the many spellings that councils have for it. One that nobody knows warns, and is given as it came. */
export const readSpelling = (cells: Cells, column: string, kind: string): Spelled | undefined => {
  const raw = cells.text(column)
  if (!raw) return undefined
  const coded = codeIn(kind, raw)
  if (coded) return coded
  const label = tables.get(kind)?.get(normaliseSpelling(raw))
  if (label !== undefined) {
    const code = codeOfGroup[kind]?.[label]
    return { label, ...(code ? { code } : {}) }
  }
  cells.warn(
    column,
    'Nobody has told us what this spelling stands for.',
    'It was kept as it came. Use one of the values that Ofsted’s guidance lists.',
  )
  return { label: raw }
}

const yes = /^(y|yes|true|1|1 yes|offered and accepted.*|child seen)$/
const no = /^(n|no|false|0|0 no|child not seen|not offered.*|not seen)$/

/** Yes or no, in its spellings; "Unknown" is neither. */
export const readYesNo = (cells: Cells, column: string): boolean | undefined => {
  const raw = cells.text(column)
  if (!raw) return undefined
  const plain = normaliseSpelling(raw)
  if (yes.test(plain)) return true
  if (no.test(plain)) return false
  if (!/^(unknown|not known|not recorded|n a|u)$/.test(plain))
    cells.warn(
      column,
      'This is neither yes nor no.',
      'Correct it at the source. The value was kept as it came.',
      'yes or no',
    )
  return undefined
}

import { type Category, categories } from '../../kernel/index.ts'

/** Categories in the words of the people who ask for them. What has a store or a desk of its own cannot be asked for here. */
const words: Readonly<Partial<Record<Category, string>>> = {
  identity: 'Who the child is',
  contact: 'Address and telephone',
  attendance: 'School and attendance',
  exclusion: 'Suspensions and exclusions',
  admissions: 'School applications',
  send: 'Special educational needs',
  'early-help': 'Early help',
  'care-involved': 'Whether social care is involved',
  'care-content': 'Social care notes',
  protection: 'Child protection',
  health: 'Health',
  'youth-justice': 'Youth justice',
  'young-carer': 'Young carers support',
  'youth-centre': 'Youth and children’s centre sessions',
  families: 'Family support programme',
}

/** What can be asked for, in the matrix's order. */
export const askable: readonly Category[] = categories.filter(category => words[category] !== undefined)
export const categoryWords = (category: Category): string => words[category] ?? 'Other'

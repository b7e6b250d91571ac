import { type Category, categories } from '../kernel/index.ts'
import { neverByRole } from './role-rules.ts'

/** What each category of information is called on screens. */
export const categoryWords: Readonly<Record<Category, string>> = {
  identity: 'Who the child is',
  contact: 'Address, phone and carers',
  attendance: 'School and attendance',
  exclusion: 'Suspensions and exclusions',
  admissions: 'School admissions',
  send: 'Special educational needs',
  'early-help': 'Early help',
  'care-involved': 'That social care is involved',
  'care-content': 'Social care',
  protection: 'Child protection',
  health: 'Health',
  confidential: 'Confidential health advice',
  'youth-justice': 'Youth justice',
  adoption: 'Adoption',
  'young-carer': 'Young carers',
  'youth-centre': 'Hubs and youth clubs',
  families: 'Whole-family support',
}

/** What can be asked for, in the matrix's order: not what only named people see, nor what is kept elsewhere. */
export const askable: readonly Category[] = categories.filter(category => !neverByRole.includes(category))

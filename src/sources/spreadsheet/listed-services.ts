import type { Category } from '../../kernel/index.ts'

/** What a spreadsheet is a list of. It decides which columns can be about the service, and what a row becomes. */
export type ServiceKey =
  | 'people'
  | 'early-help'
  | 'young-carers'
  | 'childrens-centre'
  | 'youth-clubs'
  | 'school-results'
  | 'housing'

export type Service = {
  readonly key: ServiceKey
  /** "Early help": in "From early help, 3 May 2026". */
  readonly title: string
  /** The category of what the service itself tells. */
  readonly category: Category
  /** The kind of involvement a named worker has (access/involvement-kinds). */
  readonly involvement: string | undefined
  /** Words in file names, sheet names, titles and headings that speak for it. */
  readonly words: RegExp
  readonly agreement: { readonly purpose: string; readonly basis: string; readonly owner: string }
}

const agreement = (purpose: string, basis: string, owner: string) => ({ purpose, basis, owner })

/** Every service a spreadsheet may be of; the first whose words speak loudest is proposed. */
export const services: readonly Service[] = [
  {
    key: 'early-help',
    title: 'Early help',
    category: 'early-help',
    involvement: 'family-support',
    words: /early help|\beh\b|\bcaf\b|family support|lead prof|presenting need|team around/g,
    agreement: agreement(
      'To know which families early help works with, and who to speak to',
      'Children Act 2004, section 10; Children Act 1989, section 17',
      'Head of early help',
    ),
  },
  {
    key: 'young-carers',
    title: 'Young carers',
    category: 'young-carer',
    involvement: 'young-carers',
    words: /young (adult )?carers?|cares for|carers? register|caring for/g,
    agreement: agreement(
      'To know which young people care for somebody, and to support them',
      'Children Act 1989, section 17ZA',
      'Young carers service manager',
    ),
  },
  {
    key: 'childrens-centre',
    title: 'Children’s centres',
    category: 'youth-centre',
    involvement: undefined,
    words: /child(ren)?s? ?s? centres?|sure start|family hub|reg(istration)? (no|date)|\bcentre\b/g,
    agreement: agreement(
      'To know which families are registered with a children’s centre',
      'Childcare Act 2006, sections 1 to 5A',
      'Head of family hubs',
    ),
  },
  {
    key: 'youth-clubs',
    title: 'Youth clubs',
    category: 'youth-centre',
    involvement: undefined,
    words: /youth|\bclubs?\b|member(s|ship)?( no)?\b/g,
    agreement: agreement(
      'To know which young people come to a youth club',
      'Education Act 1996, section 507B',
      'Head of youth services',
    ),
  },
  {
    key: 'school-results',
    title: 'School results',
    category: 'attendance',
    involvement: undefined,
    words: /\bresults?\b|\battainment\b|\bkey stage\b|\bks ?[1-5]\b|\bsats\b|\bgcses?\b|\bsubjects?\b/g,
    agreement: agreement(
      'To know how children who need help do at school',
      'Education Act 1996, section 13A; Children Act 2004, section 10',
      'Head of school improvement',
    ),
  },
  {
    key: 'housing',
    title: 'Housing',
    category: 'identity',
    involvement: undefined,
    words: /tenan(t|cy|cies)|housing|property note|\bproperties\b|landlord/g,
    agreement: agreement(
      'To keep workers safe who visit a home',
      'Health and Safety at Work etc. Act 1974, section 2; Children Act 2004, section 11',
      'Head of housing',
    ),
  },
  {
    key: 'people',
    title: 'A list of children',
    category: 'identity',
    involvement: undefined,
    words: /(?!)/g,
    agreement: agreement('To know which children the list names', 'Children Act 2004, section 10', 'Owner of the list'),
  },
]

/** The service of that key. Throws on an unknown one: a mapping's schema has let nothing else through. */
export const getService = (key: string): Service => {
  const service = services.find(one => one.key === key)
  if (!service) throw new Error('A mapping names a service that is not defined')
  return service
}

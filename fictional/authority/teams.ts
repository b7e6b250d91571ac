export interface Team {
  readonly id: string
  readonly name: string
  readonly service: string
  readonly phone: string
  readonly kind: 'service' | 'duty' | 'school' | 'oversight'
  /** A silent service's team is named only to those who may see this category. */
  readonly category?: 'young-carer' | 'adoption'
  /** Keeps the registers of education of the whole council. */
  readonly keepsRegisters?: true
}

const team = (
  id: string,
  name: string,
  service: string,
  extension: number,
  kind: Team['kind'],
  category?: Team['category'],
): Team => ({
  id,
  name,
  service,
  phone: `01632 960${extension}`,
  kind,
  ...(category ? { category } : {}),
})

/** The council's teams, and two schools as teams of their own. */
export const teams: readonly Team[] = [
  team('north-protection', 'North Family Help and Protection', 'Children’s social care', 400, 'service'),
  team('south-protection', 'South Family Help and Protection', 'Children’s social care', 401, 'service'),
  team('children-in-care', 'Children in Care', 'Children’s social care', 402, 'service'),
  team('disabled-children', 'Disabled Children', 'Children’s social care', 403, 'service'),
  team('attendance', 'School Attendance Support', 'Education welfare', 410, 'service'),
  {
    ...team('school-registers', 'Children Missing Education and Home Education', 'Education welfare', 415, 'service'),
    keepsRegisters: true,
  },
  team('family-help', 'Early Help North', 'Early help', 416, 'service'),
  team('send', 'SEND Casework', 'SEND', 420, 'service'),
  team('admissions', 'School Admissions', 'Admissions', 421, 'service'),
  team('young-carers', 'Young Carers', 'Young carers', 233, 'service', 'young-carer'),
  team('youth-and-centres', 'Family Hubs and Youth', 'Family hubs', 430, 'service'),
  team('health-visiting', 'Health Visiting North', 'Public health nursing', 440, 'service'),
  team('front-door', 'Front Door', 'Children’s social care', 450, 'duty'),
  team('out-of-hours', 'Out of Hours', 'Children’s social care', 451, 'duty'),
  team('clearing-house', 'Data Clearing House', 'Information', 460, 'oversight'),
  team('information', 'Information Governance', 'Information', 461, 'oversight'),
  team('audit', 'Internal Audit', 'Audit', 462, 'oversight'),
  team('systems', 'Systems', 'Information', 463, 'oversight'),
  team('contact-centre', 'Contact centre', 'Customer services', 474, 'oversight'),
  team('appeals', 'School Appeals', 'Democratic services', 478, 'oversight'),
  team('quay-street-surgery', 'Quay Street Surgery', 'GP surgery', 476, 'oversight'),
  team('reviews', 'Reviews and Conferences', 'Reviews and conferences', 483, 'service'),
  team('adoption', 'Adoption Records', 'Children’s social care', 470, 'service', 'adoption'),
  team('school-larchfield', 'Larchfield Primary School', 'School', 102, 'school'),
  team('school-quarry-bank', 'Quarry Bank Academy', 'School', 127, 'school'),
]

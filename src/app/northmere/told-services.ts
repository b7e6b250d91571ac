import type { ToldService } from '../../domains/told-once/index.ts'
import type { PlainDate } from '../../kernel/index.ts'

const reviewBy = '2099-12-31' as PlainDate

/** The services outside that Northmere tells of changes, where no list is given: each by a file a night, so that nothing leaves the machine. */
export const northmereServices: readonly ToldService[] = [
  {
    ...{ id: 'council-tax', name: 'Council Tax', takes: ['address'], reviewBy },
    basis: 'Local Government Finance Act 1992',
    way: { columns: { Reference: 'changeId', Street: 'line', Postcode: 'postcode', From: 'from' } },
  },
  {
    ...{ id: 'libraries', name: 'Libraries', takes: ['address', 'name'], reviewBy },
    basis: 'The parent’s agreement when the child joined',
    way: { columns: { Forename: 'childForename', Surname: 'childSurname', Street: 'line', Postcode: 'postcode' } },
  },
]

import { censusKinds, writeCensus } from '../../sources/cin-census/index.ts'
import type { ReturnToWrite } from './written-return.ts'

const caseSystem = 'Record it in the case system and import its census again'

/** Every return that can be written from the record, by the name that the command line gives it. */
export const returnsToWrite: Readonly<Record<string, ReturnToWrite>> = {
  cin: {
    title: 'Children in Need census',
    ending: '.xml',
    ...censusKinds,
    write: (children, about) => {
      const { xml, tables, lacking } = writeCensus(children, about)
      return { bytes: xml, children: tables['Child'] ?? 0, tables, lacking }
    },
    mend: {
      LAchildID:
        'Only children whom social care gave a number can be told of. Import the case system’s own census or lists',
      UPNunknown:
        'The record holds no reason why there is no UPN. Import the school’s census, or fill in the reason by hand',
      PersonBirthDate: 'Import a source that gives the day',
      Sex: 'Import a source that gives it',
      Ethnicity: 'Import a source that gives it as a code of the census',
      ReferralSource: caseSystem,
      PrimaryNeedCode: caseSystem,
      ReasonForClosure: caseSystem,
      ReferralNFA: caseSystem,
      AssessmentFactors: caseSystem,
      InitialCategoryOfAbuse: caseSystem,
      LatestCategoryOfAbuse: caseSystem,
      NumberOfPreviousCPP: caseSystem,
    },
  },
}

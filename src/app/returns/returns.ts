import { adoptersOnce, listWrittenAdopters } from '../../domains/social-care/adopters/index.ts'
import { writeCsv, writeXlsx } from '../../platform/files/index.ts'
import { annexAKinds, listAdopters, writeLists } from '../../sources/annex-a/index.ts'
import { censusKinds, writeCensus } from '../../sources/cin-census/index.ts'
import { lookedAfterKinds, writeLookedAfter } from '../../sources/ssda903/index.ts'
import type { ReturnToWrite } from './written-return.ts'

const caseSystem = 'Record it in the case system and import its census again'

const returnAgain = 'Record it in the case system and import its return again'

/** Every return that can be written from the record, by the name that the command line gives it. */
export const returnsToWrite: Readonly<Record<string, ReturnToWrite>> = {
  cin: {
    title: 'Children in Need census',
    of31March: true,
    ending: '.xml',
    ...censusKinds,
    write: async (children, about) => {
      const { xml, tables, lacking } = await writeCensus(children, about)
      return { bytes: xml, children: tables['Child'] ?? 0, tables, lacking }
    },
    mend: {
      LAchildID:
        'Social care gave these children no number, and nothing of them was written here. Import the case system’s own census or lists',
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
  ssda903: {
    title: 'SSDA903, children looked after',
    of31March: true,
    ending: '',
    ...lookedAfterKinds,
    write: async (children, about) => {
      const { tables, children: count, lacking } = await writeLookedAfter(children, about)
      // The year is in each name: the files themselves do not say it.
      const files = [...tables].map(async ([name, rows]) => [`${name}_${about.year}.csv`, await csvOf(rows)] as const)
      const counts = [...tables].map(([name, rows]) => [name, rows.length - 1])
      return { bytes: new Map(await Promise.all(files)), children: count, tables: Object.fromEntries(counts), lacking }
    },
    mend: {
      CHILD:
        'Social care gave these children no number, and nothing of them was written here. Import the case system’s own return',
      ...Object.fromEntries(['DOB', 'SEX', 'ETHNIC'].map(column => [column, 'Import a source that gives it'])),
      IN_TOUCH:
        'Of these care leavers the inspection lists alone tell, in words of their own. Write down what is known, or import the case system’s own return',
      UPN: 'Import the school’s census. A reason why there is none is not on the record: fill it in by hand',
      ...Object.fromEntries(['RNE', 'LS', 'CIN', 'PLACE', 'REC'].map(column => [column, returnAgain])),
    },
  },
  'annex-a': {
    title: 'Annex A, Ofsted’s lists of children',
    of31March: false,
    ending: '.xlsx',
    ...annexAKinds,
    adopters: async (tx, day) => adoptersOnce(await listAdopters(tx, day), await listWrittenAdopters(tx, day)),
    write: async (children, about) => {
      const { sheets, children: count, lacking } = await writeLists(children, about)
      const counts = sheets.map(({ name, rows }) => [name, rows.length - 1])
      return { bytes: await writeXlsx(sheets), children: count, tables: Object.fromEntries(counts), lacking }
    },
    mend: {
      'Child Unique ID':
        'Social care gave these children no number, and nothing of them was written here. Import the case system’s own census or lists',
      Gender: 'Import a source that gives it',
      Ethnicity: 'Import a source that gives it as a code',
      'Number of Placements in the Last 12 months':
        'The lists tell only the newest placement. Import the SSDA903 return, which tells each',
    },
  },
}

const csvOf = async (rows: readonly (readonly string[])[]): Promise<string> => {
  let text = ''
  for await (const part of writeCsv(rows)) text += part
  return text
}

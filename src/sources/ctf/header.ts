import { type FileHead, type Problem, type Tree, treeOfElement } from '../../intake/index.ts'
import { type PlainDate, readDate } from '../../kernel/index.ts'

/** What a transfer file says of itself: who sent it and when, and whether it tells everything it knows. */
export type CtfHeader = {
  readonly laestab?: string
  readonly school?: string
  readonly urn?: string
  readonly sentOn?: PlainDate
  readonly sentAt?: Date
  readonly whole: boolean
}

/** The header, nested (`SourceSchool/LEA`) or flat (`SourceSchoolLEA`). */
export const readHeader = ({ values }: Tree): CtfHeader => {
  const text = (column: string) => values[column]?.trim() || undefined
  const from = (part: string) => text(`SourceSchool/${part}`) ?? text(`SourceSchool${part}`)
  const laestab = `${from('LEA') ?? ''}${from('Estab') ?? ''}`
  const [school, urn] = [from('SchoolName'), from('URN')]
  const written = text('DateTime')
  const day = written === undefined ? undefined : readDate(written, { order: 'dmy' })
  const at = new Date(written && /(Z|[+-]\d\d:?\d\d)$/.test(written) ? written : `${written}Z`)
  return {
    ...(/^[\dA-Z]{7}$/.test(laestab) ? { laestab } : {}),
    ...(school ? { school } : {}),
    ...(urn ? { urn } : {}),
    ...(day && 'date' in day ? { sentOn: day.date } : {}),
    ...(Number.isNaN(at.getTime()) ? {} : { sentAt: at }),
    whole: text('DocumentQualifier')?.toLowerCase() !== 'partial',
  }
}

/** The header among the first events, where the file says it is a Common Transfer File. */
export const findHeader = (head: FileHead): CtfHeader | undefined => {
  if (head.format !== 'xml') return undefined
  const found = head.events.find(e => e.type === 'element' && e.element.name === 'Header')
  if (found?.type !== 'element') return undefined
  const tree = treeOfElement(found.element)
  const isTransfer =
    /common transfer file/i.test(tree.values['DocumentName'] ?? '') || tree.values['CTFversion'] !== undefined
  return isTransfer ? readHeader(tree) : undefined
}

/** What is wrong with a header, in words. Nothing of it stops the pupils from being read. */
export const headerFaults = ({ laestab, sentOn }: CtfHeader, line: number): Problem[] => [
  ...(laestab
    ? []
    : [
        {
          line,
          column: 'SourceSchool',
          problem: 'The file does not say which school sent it.',
          wanted: 'LEA and Estab',
          fix: 'Ask the school to export it again. Its pupils were read.',
        },
      ]),
  ...(sentOn
    ? []
    : [
        {
          line,
          column: 'DateTime',
          problem: 'The file does not say when it was made.',
          wanted: 'a date and time',
          fix: 'Ask the school to export it again. Its pupils were read.',
        },
      ]),
]

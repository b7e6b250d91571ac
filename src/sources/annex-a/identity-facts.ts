import { background, identifier, identity } from '../../children/index.ts'
import { disability } from '../../domains/send/index.ts'
import type { Cells, Fact, ImportedInvolvement } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'
import { readSpelling } from './spelled.ts'

const sexes: Readonly<Record<string, 'M' | 'F' | 'U'>> = {
  Male: 'M',
  Female: 'F',
  'Not stated/recorded': 'U',
  Neither: 'U',
}

/** The sex in its spellings; "not stated" is U. */
export const readSex = (cells: Cells): 'M' | 'F' | 'U' | undefined => {
  const raw = cells.text('Gender')
  if (raw !== undefined && /^[mfu]$/i.test(raw)) return raw.toUpperCase() as 'M' | 'F' | 'U'
  const said = readSpelling(cells, 'Gender', 'gender')
  return said ? sexes[said.label] : undefined
}

/** Who a row is about. The lists hold no names, and for an unborn child no birth date. */
export const identityFacts = (cells: Cells, child: string): { identity: Identity; facts: Fact[] } => {
  const birthDate = cells.date('Date of Birth')
  const sex = readSex(cells)
  const born = birthDate ? { birthDate, birthPrecision: 'day' as const } : {}
  const ethnicity = readSpelling(cells, 'Ethnicity', 'ethnicity')
  return {
    identity: { ...born, ...(sex ? { sex } : {}), localNumbers: [`social care ${child}`] },
    facts: [
      { kind: identity, body: { ...born, sex } },
      { kind: identifier, body: { type: 'local', value: child, ok: true, note: 'social care' } },
      ...(ethnicity
        ? [
            {
              kind: background,
              body: {
                ethnicity: ethnicity.code ?? ethnicity.label,
                ethnicityRaw: cells.text('Ethnicity'),
                codeSet: ethnicity.setVersion,
              },
            },
          ]
        : []),
      ...disabilityFacts(cells),
    ],
  }
}

const disabilityFacts = (cells: Cells): Fact[] => {
  const column = 'Does the Child have a Disability'
  const raw = cells.text(column)
  if (!raw || /^(a\) )?y(es)?$/i.test(raw))
    return raw ? [{ kind: disability, body: { code: 'YES', label: 'Has a disability', raw } }] : []
  if (/^(b\) )?no?$/i.test(raw)) return []
  const said = readSpelling(cells, column, 'disability')
  return said?.label === 'True' ? [{ kind: disability, body: { code: 'YES', label: 'Has a disability', raw } }] : []
}

/** The worker and team a row names: whom to speak to, without what for. */
export const involvementsFrom = (cells: Cells, from: PlainDate, to?: PlainDate): ImportedInvolvement[] => {
  const [teamName, workerName] = [cells.text('Allocated Team'), cells.text('Allocated Worker')]
  if (!teamName && !workerName) return []
  return [
    {
      kind: 'Social worker',
      service: 'Social care',
      category: 'care-involved',
      ...(workerName ? { workerName } : {}),
      ...(teamName ? { teamName } : {}),
      from,
      ...(to && to >= from ? { to } : {}),
    },
  ]
}

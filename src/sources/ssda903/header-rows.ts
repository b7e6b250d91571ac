import { background, identifier, identity } from '../../children/index.ts'
import { parenthood } from '../../domains/social-care/index.ts'
import { type Cells, type Fact, readCode, readUpn } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'

const sexes: Readonly<Record<string, 'M' | 'F' | 'U'>> = { '1': 'M', '2': 'F', M: 'M', F: 'F', U: 'U' }

/** The sex: 1 and 2 until 2023 to 2024, M, F and U since. */
const readSex = (cells: Cells): 'M' | 'F' | 'U' | undefined => {
  const raw = cells.text('SEX')?.toUpperCase()
  if (raw === undefined || Object.hasOwn(sexes, raw)) return raw === undefined ? undefined : sexes[raw]
  cells.warn(
    'SEX',
    'This is not a code for sex.',
    'Correct it at the source. It was kept as it came.',
    '1, 2, M, F or U',
  )
  return undefined
}

/** A reason why there is no UPN stands in the UPN's place: UN1 to UN10. */
const isReason = (upn: string | undefined): boolean => upn !== undefined && /^UN\d{1,2}$/i.test(upn)

/** What a row of the header says of the child: who it is, without a name, and whether she is a mother. */
export const headerSays = (cells: Cells, child: string, asOf: PlainDate): { identity: Identity; facts: Fact[] } => {
  const birthDate = cells.needDate('DOB', 'date of birth')
  const sex = readSex(cells)
  const upn = isReason(cells.text('UPN')) ? undefined : readUpn(cells, 'UPN')
  const ethnicity = readCode(cells, 'ETHNIC', 'cin-ethnicity', asOf)
  const mother = cells.number('MOTHER') === 1
  return {
    identity: {
      birthDate,
      birthPrecision: 'day',
      ...(sex ? { sex } : {}),
      ...(upn ? { upn: upn.value } : {}),
      localNumbers: [`social care ${child}`],
    },
    facts: [
      { kind: identity, body: { birthDate, birthPrecision: 'day', sex } },
      { kind: identifier, body: { type: 'local', value: child, ok: true, note: 'children looked after' } },
      ...(upn ? [{ kind: identifier, body: { type: 'upn', ...upn } }] : []),
      ...(ethnicity
        ? [
            {
              kind: background,
              body: { ethnicity: ethnicity.code, ethnicityRaw: cells.text('ETHNIC'), codeSet: ethnicity.setVersion },
            },
          ]
        : []),
      ...(mother ? [{ kind: parenthood, body: { mother, childBornOn: cells.date('MC_DOB') } }] : []),
    ],
  }
}

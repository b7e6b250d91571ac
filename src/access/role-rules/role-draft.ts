import type { FormError } from '../../platform/views/index.ts'
import { cellOrder } from '../role-cells.ts'
import { neverByRole, textOfCells } from '../role-rules.ts'
import type { Role, RoleKey } from '../roles.ts'
import type { RuleDraft } from './role-rules.queries.ts'

/** The form of a draft as it was typed, and what is wrong with it. */
export type DraftForm = {
  readonly role: RoleKey
  readonly cells: string
  readonly level: string
  readonly sentence: string
  readonly why: string
  readonly faults: readonly FormError[]
}

/** The letters that a draft may give a category. */
export const draftLetters = ['F', 'S', 'E', '-'] as const
/** The shortest sentence or reason that says anything, in letters. */
export const shortestWords = 20

/**
 * Reads a draft of one role's row, or says what is wrong with it. A letter that the policy does not have is refused, and so is a role that
 * would open what no role opens. What a cell is today may stay (T, R).
 */
export const readDraft = (role: Role, form: Readonly<Record<string, string>>): RuleDraft | DraftForm => {
  const faults: FormError[] = []
  const fault = (field: string, text: string) => void faults.push({ field, text })
  const cells = cellOrder
    .map(category => {
      const given = form[`cell-${category}`] ?? ''
      if (given === role.cells[category]) return given
      if (!draftLetters.some(letter => letter === given)) fault(`cell-${category}`, 'Choose one of the list')
      else if (neverByRole.includes(category))
        fault(`cell-${category}`, 'No role opens this: it is for people who are named')
      return given || '-'
    })
    .join('')
  const level = Number(form.level)
  if (level !== 1 && level !== 2 && level !== 3) fault('level', 'Choose 1, 2 or 3')
  const [sentence, why] = [(form.sentence ?? '').trim(), (form.why ?? '').trim()]
  if (sentence.length < shortestWords) fault('sentence', `Say in at least ${shortestWords} letters what the role sees`)
  if (why.length < shortestWords) fault('why', `Say in at least ${shortestWords} letters why it is changed`)
  if (faults.length === 0 && cells === textOfCells(role.cells) && level === role.maxSensitivity)
    fault(`cell-${cellOrder[0]}`, 'Nothing would change: choose another answer for a category')
  return faults.length > 0
    ? { role: role.key, cells, level: form.level ?? '', sentence, why, faults }
    : { role: role.key, cells, level: level as 1 | 2 | 3, sentence, why }
}

import { plural } from '../../../kernel/index.ts'
import { type Html, warningText } from '../../../platform/views/index.ts'

/** That a child in our care has no place is told before anything else. */
export const careWarning = (count: number, what: string): Html | null => {
  const [was, has] = count === 1 ? ['was', 'has'] : ['were', 'have']
  return count === 0
    ? null
    : warningText({ text: `${plural(count, 'child', 'children')} in our care, or who ${was}, ${has} ${what}.` })
}

import type { Html } from '../../html.ts'
import { contentAdapters } from './content-adapters.ts'
import { fieldAdapters } from './field-adapters.ts'
import { type Fixture, reader } from './fixtures.ts'

const adapters = { ...fieldAdapters, ...contentAdapters }

/** The components that have an adapter. */
export const coveredComponents: readonly string[] = Object.keys(adapters)

/** Our markup for one of their examples, or null when it uses an option that we do not offer. */
export const ours = (component: string, fixture: Fixture): Html | null => {
  const given = reader(fixture.options)
  try {
    const made = adapters[component]?.(given.get) ?? null
    return given.unread() ? null : made
  } catch (error) {
    if (error instanceof Error && error.message === 'not covered') return null
    throw error
  }
}

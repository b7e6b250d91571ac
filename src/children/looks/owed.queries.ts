import { actorContext, type Ground, holds, withContext } from '../../access/index.ts'
import { plural } from '../../kernel/index.ts'
import { html } from '../../platform/views/index.ts'
import type { Owed } from '../work/index.ts'
import { countLooks } from './looks.queries.ts'
import { countOwnLooks } from './own-looks.queries.ts'

/** What Today says first to whoever is asked about what they opened, and to whoever asks. */
export const looksOwed = (ground: Ground): Owed => ({
  needs: [],
  list: async () => [],
  first: async grant => {
    const { reader, at } = grant
    const own = await countOwnLooks(grant)
    const others = holds(reader, 'ask-about-looks')
      ? await withContext(ground, actorContext('audit', at, reader.principals), tx => countLooks({ tx }))
      : 0
    return [
      ...(own === 0
        ? []
        : [
            html`You have ${plural(own, 'question')} about what you opened. <a class="govuk-link" href="/my-looks">Answer</a>.`,
          ]),
      ...(others === 0
        ? []
        : [
            html`${plural(others, 'look waits', 'looks wait')} for you. See <a class="govuk-link" href="/looks-to-ask">Looks to ask about</a>.`,
          ]),
    ]
  },
})

import { recordKind } from '../../../access/index.ts'
import { bodySchema, localForm, type Versions } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'

/** What a social worker writes of a talk about home. Neither form nor title says why it was had: whoever reads social care may read it. */
export const talkForms: Versions = localForm('young-carers-talk', [
  {
    from: '2026-04-01' as PlainDate,
    title: 'Talk about home',
    save: 'Save',
    fields: [
      { name: 'on', label: 'When did you talk?', input: 'day', day: 'past', need: 'Enter the day on which you talked' },
      {
        name: 'childSaid',
        label: 'What did {first} say?',
        hint: 'In {first}’s own words',
        input: 'text',
        need: 'Write what {first} said',
      },
      {
        name: 'next',
        label: 'What happens next?',
        input: 'choice',
        choices: [
          { value: 'nothing', text: 'Nothing more is needed' },
          { value: 'help', text: '{first} wants help, and I ask for it', hint: 'Tell the service: nothing is sent' },
          { value: 'again', text: 'We talk again' },
        ],
        need: 'Choose what happens next',
      },
      { name: 'words', label: 'Anything else?', hint: 'Write as if {first} will read it', input: 'text' },
    ],
  },
])

/** A talk with a child about home was had. */
export const talkAboutHome = recordKind({
  kind: 'talk-about-home',
  title: 'Talk about home',
  category: 'care-content',
  sensitivity: 2,
  writers: 'people',
  retention: 'child-in-need',
  schema: bodySchema(talkForms),
  promotes: { status: 'next' },
  ownWords: { fields: ['childSaid'] },
  line: () => ({ title: 'Talked about home', key: false }),
})

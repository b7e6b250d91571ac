import { localForm, type Versions } from '../../../children/index.ts'
import { ahead, choice, firstForms as from, happened, words } from './form-parts.ts'

/** The return’s codes (SSDA903 guide, 2024 to 2025). */
export const leaverForms: Versions = localForm('social-care-leaver', [
  {
    from,
    title: 'In touch with a care leaver',
    save: 'Save',
    fields: [
      happened('When?'),
      choice(
        'touch',
        'Are you in touch?',
        [
          { value: 'YES', text: 'Yes' },
          { value: 'NO', text: 'No' },
          { value: 'REFU', text: '{first} does not want it' },
          { value: 'NREQ', text: 'It is not needed any more' },
          { value: 'RHOM', text: '{first} went home to parents for six months or more' },
        ],
        'Choose whether you are in touch',
      ),
      choice('activity', 'What does {first} do?', [
        { value: 'F1', text: 'Higher education, full time' },
        { value: 'P1', text: 'Higher education, part time' },
        { value: 'F2', text: 'Other education, full time' },
        { value: 'P2', text: 'Other education, part time' },
        { value: 'F4', text: 'Training or an apprenticeship, full time' },
        { value: 'P4', text: 'Training or an apprenticeship, part time' },
        { value: 'F5', text: 'Work, full time' },
        { value: 'P5', text: 'Work, part time' },
        { value: 'G4', text: 'Nothing of these: illness or disability' },
        { value: 'G5', text: 'Nothing of these: other reasons' },
        { value: 'G6', text: 'Nothing of these: pregnant, or a parent' },
      ]),
      choice('lives', 'Where does {first} live?', [
        { value: 'B1', text: 'With parents or family' },
        { value: 'C1', text: 'A community home' },
        { value: 'D1', text: 'Semi-independent, with support' },
        { value: 'E1', text: 'Supported lodgings' },
        { value: 'U1', text: 'A place of their own' },
        { value: 'Z1', text: 'With former foster carers' },
        { value: 'X2', text: 'In custody' },
        { value: 'Y2', text: 'Somewhere else that does not suit' },
      ]),
      words('words', 'How is {first}, and what do you do next?', 'Write how {first} is'),
      ahead('nextOn', 'When do you speak again?'),
    ],
  },
])

import { type Choice, type Field, localForm, type Versions } from '../../../children/index.ts'
import { firstLists } from './register-forms.ts'

const yesNo: readonly Choice[] = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]
const words = (name: string, label: string, need: string, hint?: string): Field => ({
  name,
  label,
  input: 'text',
  need,
  ...(hint ? { hint } : {}),
})
const people = (extra: readonly Choice[] = []): readonly Choice[] => [
  { value: 'child', text: '{first}' },
  { value: 'cared-for', text: 'The person cared for' },
  { value: 'parents', text: 'Parents or carers' },
  { value: 'others', text: 'Others whom {first} or a parent asked for' },
  ...extra,
]

/**
 * The needs assessment, with everything that the Young Carers (Needs Assessments) (England) Regulations 2015 ask: who takes part and is told
 * beforehand (regulation 2), who advises (3), what must be determined (4). Of the person cared for it keeps a sort of need, and no diagnosis.
 */
export const needsForms: Versions = localForm('young-carers-needs', [
  {
    from: firstLists,
    title: 'Needs assessment',
    save: 'Save the assessment',
    intro:
      'As much as {first} and the family need, at {first}’s age and understanding. Of the person cared for write what sort of need, never a diagnosis.',
    fields: [
      { name: 'on', label: 'When was it done?', input: 'day', day: 'past', need: 'Enter the day of the assessment' },
      { name: 'took', label: 'Who took part?', input: 'many', choices: people(), need: 'Choose who took part' },
      {
        name: 'told',
        label: 'Who was told beforehand what it is about, in a form they can use?',
        input: 'many',
        choices: people(),
        need: 'Choose who was told beforehand',
      },
      {
        name: 'advice',
        label: 'Whose advice was asked for?',
        hint: 'School, a nurse, adult social care',
        input: 'line',
      },
      {
        name: 'caresFor',
        label: 'Whom does {first} care for?',
        input: 'many',
        choices: [
          { value: 'parent', text: 'A parent or carer' },
          { value: 'child', text: 'A brother or sister' },
          { value: 'grandparent', text: 'A grandparent' },
          { value: 'other', text: 'Somebody else' },
        ],
        need: 'Choose whom {first} cares for',
      },
      {
        name: 'needOf',
        label: 'What sort of need do they have?',
        input: 'many',
        choices: [
          { value: 'substance', text: 'Alcohol or drugs' },
          { value: 'mental', text: 'Mental ill health' },
          { value: 'learning', text: 'A learning disability' },
          { value: 'physical', text: 'A physical disability' },
          { value: 'illness', text: 'A long illness' },
          { value: 'age', text: 'Old age' },
          { value: 'unknown', text: 'Not known' },
        ],
        need: 'Choose what sort of need',
      },
      {
        name: 'alone',
        label: 'Does {first} care alone?',
        input: 'choice',
        choices: [
          { value: 'yes', text: 'Yes' },
          { value: 'shared', text: 'No, others share it' },
        ],
        need: 'Choose whether {first} cares alone',
      },
      { name: 'hours', label: 'About how many hours in a week?', input: 'line' },
      words('care', 'What does {first} do, how much and how often?', 'Write what {first} does'),
      words('reliance', 'How far does the family rely on it?', 'Write how far the family relies on it'),
      words('wellbeing', 'What does it do to {first}’s wellbeing?', 'Write what it does to wellbeing'),
      words('education', 'What does it do to school or college?', 'Write what it does to school or college'),
      words(
        'development',
        'What does it do to growing up: friends, play, interests?',
        'Write what it does to growing up',
      ),
      {
        name: 'excessive',
        label: 'Is anything that {first} does too much, or not right for a child?',
        input: 'choice',
        choices: yesNo,
        need: 'Choose whether anything is too much or not right for a child',
      },
      words('excessiveWhy', 'Which tasks, and why, all things considered?', 'Write which tasks, or why none'),
      words(
        'familyServices',
        'Could services to the person cared for, or another of the family, meet or prevent {first}’s needs?',
        'Write whether services to the family could meet the needs',
      ),
      words(
        'relieved',
        'What would {first} need if relieved of some or all of it?',
        'Write what {first} would need if relieved',
      ),
      words(
        'otherAssessments',
        'Which other assessments of the family are there, and is this one done with them?',
        'Write which other assessments there are, or that there are none',
      ),
      {
        name: 'childInNeed',
        label: 'Is {first} a child in need?',
        input: 'choice',
        choices: [...yesNo, { value: 'asked', text: 'Children’s social care was asked' }],
        need: 'Choose whether {first} is a child in need',
      },
      words(
        'wishes',
        'What does {first} want and feel?',
        'Write what {first} wants and feels',
        'In {first}’s own words',
      ),
      words('outcomes', 'What does {first} want to come of it?', 'Write what {first} wants to come of it'),
      words(
        'differences',
        'Where did anybody see it differently?',
        'Write who saw it differently, or that nobody did',
        'A parent’s objection does not end our duty: write it down',
      ),
      words('actions', 'What is done now: who does what, by when?', 'Write what is done now, who does it and by when'),
      {
        name: 'copies',
        label: 'Who gets a copy?',
        input: 'many',
        choices: people(),
        need: 'Choose who gets a copy',
      },
      {
        name: 'reviewOn',
        label: 'When is it looked at again?',
        input: 'day',
        day: 'future',
        need: 'Enter the day on which it is looked at again',
      },
    ],
  },
])

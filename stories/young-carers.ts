import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { birthDateOf } from './northmere.ts'
import type { Stage } from './stage.ts'
import { find, type Visitor, wordsOf } from './visitor.ts'

const iwan = 'Iwan Pugh'
const silent = /young.?carer|carer|caring|cares for|stroke/i
const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000)

/** From a GP's call to a card, a plan with school and adulthood; and what Liam has in place. */
export const youngCarerStories = (stage: () => Stage): void => {
  test('a GP calls about a young carer: he is found, offered support and assessed, and has a plan with school and a card that says why to nobody', async () => {
    const ravi = await stage().visitors.signIn('Ravi Menon')
    const record = await startWork(ravi)
    await agreeSupport(ravi, `${record}/support`)
    await agreeSchoolPlan(ravi, `${record}/support`)
    const number = await issueCard(ravi, `${record}/support`)
    await ravi.leave()

    const fay = await stage().visitors.signIn('Fay Larkin')
    await fay.page.getByRole('link', { name: 'Check a card' }).click()
    await fay.page.getByLabel('Number on the card').fill(number)
    await fay.page.getByRole('button', { name: 'Check the card' }).click()
    await fay.page.getByText('May collect prescriptions').waitFor()
    assert.doesNotMatch(await wordsOf(fay.page, 'body'), /Iwan|Pugh|flexible appointments|young.?carer|caring/i)
    await fay.leave()

    const owen = await stage().visitors.signIn('Owen Strand')
    await find(owen, iwan)
    await owen.page.getByRole('link', { name: iwan }).click()
    await owen.page.getByRole('heading', { name: 'Agreed with Iwan' }).waitFor()
    const words = await wordsOf(owen.page)
    assert.match(words, /Notes from a classmate[\s\S]*No sanction for lateness on the days agreed/)
    assert.doesNotMatch(words, silent)
    await owen.leave()
  })

  test('he is sixteen: the move to adult support is offered, assessed and planned, and an adult service accepts before ours ends', async () => {
    const ravi = await stage().visitors.signIn('Ravi Menon')
    const { page } = ravi
    await ravi.open('/support-register')
    await page.getByRole('link', { name: iwan }).first().click()
    await fillIn(page, 'Offer it', 'Save the answer', { 'What did Iwan say?': 'Yes' }, {})
    await fillIn(
      page,
      'Write the assessment',
      'Save the assessment',
      { 'Who took part?': 'Iwan', 'Are the needs likely to be ones that adult support must meet?': 'Yes' },
      {
        'Is Iwan able to care': 'Yes, with Bethan at home.',
        'Is Iwan willing to': 'Not every night.',
        'What is Iwan likely to need': 'Nights off.',
        'Work: what': 'An apprenticeship.',
        'Education, training': 'A levels, and football on Saturdays.',
        'What does Iwan want in day-to-day life?': 'To sleep.',
        'How far could support help': 'Care for dad at night would do most of it.',
        'What was said of how needs can be met': 'Where to get respite.',
      },
    )
    await page.getByRole('link', { name: 'Make the plan' }).click()
    await fillDay(page, 'When is it looked at again?', inDays(60))
    await fillIn(
      page,
      undefined,
      'Save the plan',
      { 'Does Iwan agree?': 'Yes' },
      {
        'What does Iwan want?': 'An apprenticeship, and dad looked after.',
        'Who does what, by when?': 'Ravi asks for care at night this month.',
      },
    )
    await fillIn(
      page,
      'Ask an adult service',
      'Save',
      { 'Does Iwan agree to what they are told?': 'Yes' },
      {
        'Which service?': 'Northmere Young Adults',
        'Who there, and how to reach them': 'Josie Tarn, 01632 960234',
      },
    )
    await page.getByRole('link', { name: 'Write what they answer' }).first().click()
    await fillDay(page, 'From when?', inDays(300))
    await fillIn(
      page,
      undefined,
      'Save the answer',
      { 'Which service?': /Northmere Young Adults/, 'What did they say?': 'They take over' },
      {
        'Who said so?': 'Josie Tarn',
      },
    )
    const words = await wordsOf(page)
    assert.match(words, /An adult service has accepted\. They have the plan from .+; until then we have it\./)
    await ravi.look()
    await ravi.leave()
  })

  test('Liam has notes from a classmate, no lateness sanctions and a day trip in place, and neither his officer nor his school reads of it', async () => {
    const { signIn } = stage().visitors
    const ravi = await signIn('Ravi Menon')
    await ravi.open(`${stage().liam}/support`)
    const words = await wordsOf(ravi.page)
    for (const one of [
      'Notes from a classmate',
      'No sanction for lateness',
      'Day trip to the sea',
      'Nobody at school reads it here',
    ])
      assert.ok(words.toLowerCase().includes(one.toLowerCase()), one)
    await ravi.leave()
    for (const name of ['Sam Ali', 'Owen Strand']) {
      const other = await signIn(name)
      await other.open(stage().liam)
      await other.page.getByRole('heading', { name: 'Liam Doherty', level: 1 }).waitFor()
      assert.doesNotMatch(
        await wordsOf(other.page, 'body'),
        /classmate|lateness caused|day trip|young.?carer|caring|dialysis/i,
      )
      assert.equal((await other.open(`${stage().liam}/support`))?.status(), 404)
      await other.leave()
    }
  })
}

/** Finds exactly whom the surgery named, and starts work with him; gives the address of his record. */
const startWork = async (ravi: Visitor): Promise<string> => {
  const { page } = ravi
  await ravi.open('/locate')
  await page.getByLabel('Full name').fill(iwan)
  await fillDay(page, 'Date of birth', birthDateOf('iwan'))
  await page
    .getByLabel('Why do you need to find this child?')
    .fill('Dr Bello of Quay Street Surgery called: he comes for his dad.')
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await page.getByRole('radio', { name: 'Because of a referral' }).check()
  await page.getByRole('button', { name: 'Start work with this child' }).click()
  await page.getByRole('heading', { name: iwan, level: 1 }).waitFor()
  return new URL(page.url()).pathname
}

/** Who told us, the offer, the assessment with all that the regulation asks, and the level. */
const agreeSupport = async (ravi: Visitor, support: string): Promise<void> => {
  const { page } = ravi
  await ravi.open(support)
  await fillIn(
    page,
    'Write down who told us',
    'Save',
    { 'Who told us?': 'GP or practice nurse', 'Does the family know that we were told?': 'Yes' },
    {
      'Name and how to reach them': 'Dr Bello, 01632 960811',
    },
  )
  await fillIn(
    page,
    'Offer support',
    'Save the offer',
    { 'What did Iwan say?': 'Yes, go ahead', 'Who was told beforehand': 'Iwan' },
    {},
  )
  await page.getByRole('link', { name: 'Write the assessment' }).first().click()
  await ravi.look()
  await fillDay(page, 'When is it looked at again?', inDays(90))
  await fillIn(
    page,
    undefined,
    'Save the assessment',
    {
      'Who took part?': 'Iwan',
      'Who was told beforehand': 'Iwan',
      'Whom does Iwan care for?': 'A parent or carer',
      'What sort of need do they have?': 'A long illness',
      'Does Iwan care alone?': 'No, others share it',
      'Is anything that Iwan does too much': 'Yes',
      'Is Iwan a child in need?': 'No',
      'Who gets a copy?': 'Iwan',
    },
    {
      'What does Iwan do, how much': 'Nights with dad, three a week.',
      'How far does the family rely on it?': 'Bethan does the other nights.',
      'What does it do to Iwan’s wellbeing?': 'Tired.',
      'What does it do to school': 'Late on Mondays.',
      'What does it do to growing up': 'No football now.',
      'Which tasks, and why': 'Lifting dad at night.',
      'Could services to the person cared for': 'Care at night would.',
      'What would Iwan need if relieved': 'Sleep.',
      'Which other assessments': 'Bethan has one.',
      'What does Iwan want and feel?': 'I want dad to be safe.',
      'What does Iwan want to come of it?': 'To be on time.',
      'Where did anybody see it differently?': 'Nobody did.',
      'What is done now': 'Ravi asks for care at night this month.',
    },
  )
  await fillIn(
    page,
    'Decide the level',
    'Decide the level',
    { 'Which level?': 'Support by the young carers service' },
    {
      'Why this level?': 'Nights are too much for him.',
    },
  )
}

const agreeSchoolPlan = async ({ page }: Visitor, support: string): Promise<void> => {
  await page.locator(`a[href="${support}/school"]`).click()
  for (const name of ['Notes from a classmate', 'No sanction for lateness caused by caring'])
    await page.getByRole('checkbox', { name }).check()
  await page.getByRole('checkbox', { name: /^Owen Strand/ }).check()
  await fillDay(page, 'When is it looked at again?', inDays(60))
  await fillIn(
    page,
    undefined,
    'Save the plan',
    {
      'Does Iwan agree to it?': 'Yes',
      'What may school be told?': 'What school does, and not why',
      'Does it go along when Iwan changes school?': 'Yes',
    },
    { 'Who passes on the notes?': 'Dev' },
  )
  await page.getByText(/^Read at school by Owen Strand/).waitFor()
}

/** A card with a plain face; gives its number as it is printed. */
const issueCard = async ({ page }: Visitor, support: string): Promise<string> => {
  await page.locator(`a[href="${support}/card"]`).click()
  await fillIn(
    page,
    undefined,
    'Issue the card',
    {
      'What does its face say?': 'Name and number only',
      'What may a surgery learn that checks it?': 'May collect prescriptions',
      'Did Iwan agree to each of these?': 'Yes',
    },
    {},
  )
  await page.getByText('The card is issued.').waitFor()
  return (/\b\w{4} \w{3} \w{3}\b(?=, in use until)/.exec(await wordsOf(page)) ??
    assert.fail('No number stands there'))[0]
}

/** Opens a form by its link, chooses one answer of each group, fills in boxes and saves it. */
const fillIn = async (
  page: Page,
  link: string | undefined,
  save: string,
  choices: Readonly<Record<string, string | RegExp>>,
  words: Readonly<Record<string, string>>,
): Promise<void> => {
  if (link)
    await page
      .getByRole('link', { name: link })
      .or(page.getByRole('button', { name: link }))
      .first()
      .click()
  for (const [legend, answer] of Object.entries(choices))
    await page.getByRole('group', { name: legend }).getByLabel(answer, { exact: true }).check()
  for (const [label, text] of Object.entries(words)) await page.getByLabel(label).fill(text)
  const before = page.url()
  await page.getByRole('button', { name: save, exact: true }).click()
  await page.waitForURL(url => url.href !== before)
}

/** Fills in the three boxes of a day. */
const fillDay = async (page: Page, legend: string, day: Date): Promise<void> => {
  const boxes = page.getByRole('group', { name: legend }).first()
  await boxes.getByLabel('Day').fill(String(day.getUTCDate()))
  await boxes.getByLabel('Month').fill(String(day.getUTCMonth() + 1))
  await boxes.getByLabel('Year').fill(String(day.getUTCFullYear()))
}

import type { Random } from '../random.ts'

const nicknamePairs: readonly string[] = [
  'Amelia Millie',
  'Olivia Livvy',
  'Isabella Bella',
  'Elizabeth Lizzie',
  'Charlotte Lottie',
  'Eleanor Ellie',
  'Matilda Tilly',
  'Penelope Penny',
  'Evelyn Evie',
  'Florence Flo',
  'Beatrice Bea',
  'Imogen Immy',
  'Jessica Jess',
  'Bethany Beth',
  'Abigail Abi',
  'Rebecca Becky',
  'Harriet Hattie',
  'Isobel Izzy',
  'Francesca Frankie',
  'Theodore Teddy',
  'Theo Teddy',
  'Frederick Freddie',
  'Henry Harry',
  'Archie Arch',
  'Charlie Chas',
  'Thomas Tommy',
  'Jacob Jake',
  'William Billy',
  'Isaac Zac',
  'James Jamie',
  'Edward Eddie',
  'Alexander Alex',
  'Joshua Josh',
  'Samuel Sam',
  'Benjamin Ben',
  'Joseph Joe',
  'Daniel Danny',
  'Zachary Zach',
  'Nathan Nate',
  'Robert Bobby',
  'Matthew Matt',
  'Christopher Chris',
  'Oliver Ollie',
  'Finley Fin',
  'Harrison Harry',
  'Mohammed Mo',
  'Muhammad Mo',
  'Ibrahim Ibby',
  'Abdullah Abs',
  'Katarzyna Kasia',
  'Zofia Zosia',
  'Aleksander Olek',
  'Jakub Kuba',
  'Emmanuel Manny',
  'Alexandra Lexi',
  'Andrei Andi',
  'Elijah Eli',
  'Sebastian Seb',
  'Cameron Cam',
  'Ethan Ethe',
  'Lucas Luke',
  'Margaret Maggie',
]

/** What a family calls a child at home. */
export const nicknames: ReadonlyMap<string, string> = new Map(
  nicknamePairs.map(pair => pair.split(' ') as [string, string]),
)

const spellingGroups: readonly string[] = [
  'Mohammed Muhammad Mohammad Mohamed',
  'Aisha Ayesha Aysha',
  'Reece Rhys Rees',
  'Zainab Zaynab',
  'Fatima Fatimah',
  'Maryam Mariam',
  'Yusuf Yousef Youssef',
  'Ahmed Ahmad',
  'Hassan Hasan',
  'Hussain Hussein',
  'Omar Umar',
  'Sophie Sofie',
  'Isla Ila Eila',
  'Connor Conor',
  'Callum Calum',
  'Finley Finlay',
  'Niamh Neve',
  'Jaxon Jackson',
  'Harper Harpa',
  'Aaron Arron',
  'Kieran Keiran',
  'Elliot Elliott',
  'Rory Rorie',
  'Zara Zahra',
  'Sarah Sara',
  'Hannah Hanna',
  'Lucas Lukas',
  'Jakub Jacob',
  'Filip Philip',
  'Chloe Chlöe',
  'Leah Lia',
  'Erin Eryn',
  'Skye Sky',
  'Ellie Elly',
  'Isaac Issac',
  'Caleb Kaleb',
  'Khan Kahn',
  'Clarke Clark',
  'Stevens Stephens',
  'Phillips Philips',
  'Thompson Thomson',
  'Matthews Mathews',
  'Reid Reed',
  'Chaudhry Choudhry Choudhury',
  'Gallagher Gallacher',
  'Doherty Dougherty',
  'Rahman Rehman',
  'Begum Begom',
  'Haque Hoque',
  'Elliott Elliot',
  'Davies Davis',
]

/** Other ways in which the same name is written. */
export const spellings: ReadonlyMap<string, readonly string[]> = new Map(
  spellingGroups.flatMap(group => {
    const names = group.split(' ')
    return names.map(name => [name, names.filter(other => other !== name)] as const)
  }),
)

const neighbours = 'qwertyuiopasdfghjklzxcvbnm'

/** The word as a hurried hand types it: two letters swapped, one dropped, doubled or struck beside. */
export const typo = (random: Random, word: string): string => {
  if (word.length < 3) return word
  const i = random.between(1, word.length - 2)
  const c = word[i] ?? ''
  const kind = random.between(0, 3)
  if (kind === 0) return word.slice(0, i) + (word[i + 1] ?? '') + c + word.slice(i + 2)
  if (kind === 1) return word.slice(0, i) + word.slice(i + 1)
  if (kind === 2) return word.slice(0, i) + c + word.slice(i)
  const at = neighbours.indexOf(c.toLowerCase())
  return at < 0 ? word : word.slice(0, i) + (neighbours[(at + 1) % 26] ?? c) + word.slice(i + 1)
}

import type { FileSource } from './world.ts'

/** A hard case: who it is, what makes it hard, the files that must hold it, and what the product must do with it. */
export interface Story {
  /** The short name: `authority.json` and the tests know the child by it. */
  readonly id: string
  readonly name: string
  readonly story: string
  readonly files: readonly FileSource[]
  readonly mustHappen: string
}

const schoolFeeds: readonly FileSource[] = ['school-census', 'daily-attendance']
const care: readonly FileSource[] = ['cin-census', 'annex-a']

const tell = (id: string, name: string, story: string, files: readonly FileSource[], mustHappen: string): Story => ({
  id,
  name,
  story,
  files,
  mustHappen,
})

/** Every hard case in Northmere, the people of the sketches first. */
export const stories: readonly Story[] = [
  tell(
    'liam',
    'Liam Doherty',
    'Thirteen, a young carer: late or away on Mondays and Thursdays, when his mother has dialysis',
    [...schoolFeeds, 'young-carers', 'youth-clubs'],
    'His attendance officer sees the absences and a pause, never why; a stranger sees nothing',
  ),
  tell(
    'niamh',
    'Niamh Doherty',
    'Liam’s sister, seven, late on Mondays too',
    schoolFeeds,
    'A sister in another school; no flag of any kind',
  ),
  tell(
    'amelia',
    'Amelia Okafor-Reid',
    'Nine, known as Millie: child in need, young carer, a dog at the address, five months without a school',
    [...schoolFeeds, ...care, 'early-help', 'young-carers', 'childrens-centre', 'housing'],
    'Her centre card (Okafor Read, day and month swapped) is put before a person',
  ),
  tell(
    'theo',
    'Theo Okafor-Reid',
    'Amelia’s brother',
    [...schoolFeeds, ...care, 'childrens-centre'],
    'Never joined to Amelia',
  ),
  tell(
    'kai',
    'Kai Brennan',
    'Four, on a child protection plan, behind a key safe',
    [...schoolFeeds, ...care, 'childrens-centre', 'housing'],
    'First visit of Priya’s day',
  ),
  tell(
    'zoe',
    'Zoë Łukasik',
    'Fifteen; three systems lose three different letters of her name',
    [...schoolFeeds, ...care, 'childrens-centre', 'youth-clubs'],
    'One child, her own spelling shown',
  ),
  tell('isla', 'Isla Hartley', 'A twin', [...schoolFeeds, 'childrens-centre'], 'Twins are never joined by the machine'),
  tell(
    'ivy',
    'Ivy Hartley',
    'The other twin; early help has Isla’s UPN beside her name',
    [...schoolFeeds, 'childrens-centre', 'early-help'],
    'A conflict of numbers, not a join',
  ),
  tell(
    'reuben',
    'Reuben Cohen-Ward',
    'The eldest of four; half his surname at the youth club',
    [...schoolFeeds, 'youth-clubs'],
    'One child; brother and sisters shown as family',
  ),
  tell(
    'esther',
    'Esther Cohen-Ward',
    'The second; half her surname in early help',
    [...schoolFeeds, 'early-help'],
    'One child',
  ),
  tell('miri', 'Miri Cohen-Ward', 'The youngest, three', ['childrens-centre'], 'Found with no UPN'),
  tell(
    'ezra',
    'Ezra Cohen-Ward',
    'The third, six, at school with Esther',
    schoolFeeds,
    'One visit is written once for him, Esther and Reuben',
  ),
  tell(
    'khan-mill-lane',
    'Mohammed Khan',
    'Shares name and birth year with a stranger',
    [...schoolFeeds, 'youth-clubs'],
    'Two children, kept apart',
  ),
  tell(
    'khan-saltholme',
    'Mohammed Khan',
    'The stranger, at the other end of the county',
    [...schoolFeeds, 'youth-clubs'],
    'Two children, kept apart',
  ),
  tell(
    'ruby',
    'Ruby Pearce',
    'Pearce at school, Lowe in early help, Ahmed at the youth club',
    [...schoolFeeds, ...care, 'early-help', 'youth-clubs'],
    'One child; each name with who says it',
  ),
  tell(
    'callum',
    'Callum Fraser',
    'Born on 4 July to his school, 7 April to all others',
    [...schoolFeeds, 'childrens-centre', 'early-help'],
    'Joined by a person, or with other evidence; both dates kept',
  ),
  tell(
    'tilly',
    'Matilda Marsden',
    'Moved across the county in April: two schools, two addresses',
    [...schoolFeeds, 'childrens-centre', 'early-help'],
    'One life with two schools in it',
  ),
  tell(
    'yonas',
    'Yonas Tesfay',
    'Came alone; 1 January at school, another date after the age assessment',
    [...schoolFeeds, ...care, 'ssda903'],
    'Both birth dates kept, neither lost',
  ),
  tell(
    'alex',
    'Alex Whitmore',
    'Alexandra and F in older returns, Alex and M since September',
    [...schoolFeeds, 'childrens-centre'],
    'The old name never meets the reader first',
  ),
  tell(
    'yousef',
    'Yousef Al-Hassan',
    'Written in Arabic by early help',
    [...schoolFeeds, 'early-help'],
    'Found under either script',
  ),
  tell(
    'llyr',
    'Llŷr ap Gwilym',
    'A Welsh name with two parts and a circumflex',
    [...schoolFeeds, 'childrens-centre'],
    'Found with and without',
  ),
  tell(
    'ngugi',
    'Ngũgĩ wa Thiong’o',
    'A young carer whose name the list ran together',
    [...schoolFeeds, 'young-carers'],
    'Found; his caring is silent',
  ),
  tell(
    'hugo',
    'Hugo Hughes',
    'The son of a team manager of the council',
    [...schoolFeeds, ...care],
    'Restricted: named people only; duty reads “call the duty manager”',
  ),
  tell(
    'arjun',
    'Arjun Shah',
    'Nephew of the social worker Priya Raman',
    [...schoolFeeds, 'early-help'],
    'Priya never sees him, and the attempt is kept',
  ),
  tell(
    'adopted-before',
    'Jayden Pike',
    'Looked after and adopted: this life ended',
    ['school-census', ...care, 'ssda903', 'childrens-centre'],
    'Never linked to, nor proposed with, Jayden Holloway',
  ),
  tell(
    'adopted-after',
    'Jayden Holloway',
    'The same boy with a new name, UPN, NHS number and school',
    schoolFeeds,
    'Nothing leads back',
  ),
  tell(
    'sana',
    'Sana Mirza',
    'Twelve; she and her mother fled, and must not be found',
    [...schoolFeeds, ...care],
    'Her address, and her school where it tells, only for named people',
  ),
  tell(
    'marcus',
    'Marcus Bell',
    'Looked after by Eastmarsh, placed in Northmere',
    schoolFeeds,
    'Home and placing authority Eastmarsh, school authority Northmere',
  ),
  tell(
    'leona',
    'Leona Grant',
    'Ours, placed in Eastmarsh',
    ['school-census', ...care, 'ssda903'],
    'Still ours, though no school of ours has her',
  ),
  tell(
    'finlay',
    'Finlay Shaw',
    'Lives here, goes to school over the border',
    ['youth-clubs', 'childrens-centre'],
    'No school record is not a missing child',
  ),
  tell(
    'unborn',
    'Unborn Dawson',
    'Expected in nine weeks',
    care,
    'A record with an expected date, to become the baby’s',
  ),
  tell(
    'rose',
    'Rose Ellery',
    'Died in March',
    ['school-census', ...care, 'childrens-centre'],
    'No letter, no task; the record closes gently',
  ),
  tell(
    'chloe',
    'Chloe Doyle',
    'Sixteen, looked after, a mother',
    [...schoolFeeds, ...care, 'ssda903'],
    'A child and a parent at once',
  ),
  tell(
    'poppy',
    'Poppy Doyle',
    'Her baby, “Baby” at the children’s centre',
    ['childrens-centre', ...care],
    'Linked by NHS number only, never by “Baby”',
  ),
  tell(
    'hari',
    'Hari Patel',
    'Two, hard of hearing, in no school return',
    ['childrens-centre', 'early-help', ...care],
    'Known to SEND before school',
  ),
  tell('wren', 'Wren Carlisle', 'Left Year 6 to be educated at home', ['early-help'], 'Home educated, not missing'),
  tell('cerys', 'Cerys Llewellyn', 'Twenty, a young adult carer', ['young-carers'], 'On the record until 25'),
  tell(
    'bethan',
    'Bethan Pugh',
    'Seventeen, a young carer near adult life',
    ['young-carers'],
    'An adult service is to be asked',
  ),
  tell(
    'iwan',
    'Iwan Pugh',
    'Her brother, sixteen, in the sixth form',
    schoolFeeds,
    'No flag of any kind until somebody tells us',
  ),
  tell(
    'tyler',
    'Tyler Boyd',
    'On two rolls: Quarry Bank Academy and the pupil referral unit',
    schoolFeeds,
    'Each session counted once',
  ),
  tell(
    'lexi',
    'Alexandra Kerr',
    'At a house that is visited in pairs',
    [...schoolFeeds, 'housing'],
    'What to do is seen by all who visit; why, by category',
  ),
]

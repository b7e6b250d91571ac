import { foldName } from './names.ts'
import { romanise } from './romanise.ts'

/** Spellings that sound alike in Britain's names, applied in order to folded Latin letters. Capitals are sounds. */
const rules: [RegExp, string][] = [
  [/^(mac|mc|mak)(?=[^aeiouy])/, 'mk'],
  [/^(k|g|p)n/, 'n'],
  [/^wr/, 'r'],
  [/^(sea(?=n|gh)|sha(?=un|wn)|sh|si(?=[ao]))/, 'X'],
  [/^cia/, 'kia'],
  [/^x/, 's'],
  [/^wi(?=[kc])/, 'vi'],
  [/^scho/, 'sko'],
  [/mh(?=e?$)/, 'F'],
  [/bh(?=[aeiou]|$)/, 'F'],
  [/w(?=.*sk[aiy]$|ak$|i?cz$)|(?<=sla)w(?=a?$)/g, 'F'],
  [/mps/g, 'ms'],
  [/ph/g, 'F'],
  [/sch(?=[mnrlw])/g, 's'],
  [/sch|tch|tsch|cz|sz|sh|tio(?=n)/g, 'X'],
  [/chae/g, 'ke'],
  [/ch(?=[rl])/g, 'k'],
  [/ch/g, 'X'],
  [/dge|dj|j/g, 'J'],
  [/ngh/g, 'ng'],
  [/^gh/, 'k'],
  [/(?<=e)gh(?=a)/g, 'k'],
  [/gh/g, ''],
  [/kh|ck|cq|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/g(?=[eiy])/g, 'J'],
  [/[cg]/g, 'k'],
  [/x/g, 'ks'],
  [/th|d/g, 't'],
  [/z/g, 's'],
  [/v/g, 'F'],
  [/^y(?=[aeiouw])/, 'Y'],
  [/^[aeiouy]+/, 'A'],
  [/(?<=.)[hw]/g, ''],
  [/(.)\1+/g, '$1'],
  [/[aeiouy]/g, ''],
]

/**
 * How a name sounds, as consonants: names likely to be written for one another get one key (Stephen and Steven, Mohammed
 * and Muhammad, Kowalski and Kovalska, Siobhan and Shivaun). Our own, after Philips's Metaphone, without its limit of
 * four letters and with the sounds of Irish, Polish, Arabic and South Asian names; Cyrillic and Arabic letters are
 * romanised first. Vowels count only as "A" at the start. Other scripts give the folded name, no letters give ''.
 */
export const soundKey = (text: string): string => {
  const folded = foldName(text).replaceAll(' ', '')
  const latin = romanise(folded)
  if (!/^[a-z0-9]+$/.test(latin)) return folded
  const letters = latin.replace(/[0-9]/g, '')
  return rules.reduce((word, [pattern, sound]) => word.replace(pattern, sound), letters).toUpperCase()
}

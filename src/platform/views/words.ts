/** A word that does not belong on a screen, and what to say instead. `but` is a use of it that is right. */
export type BannedWord = { not: string; say: string; but?: RegExp }

/**
 * The words of `reference/ux.md` §5.3 that hurt or hide, and our own plumbing's words. They stand in statutory returns
 * and letters where the law uses them; never on a page.
 */
export const bannedWords: readonly BannedWord[] = [
  { not: 'placement', say: 'home, lives with' },
  { not: 'in placement', say: 'lives with' },
  { not: 'contact visit', say: 'family time, seeing dad' },
  { not: 'supervised contact', say: 'family time' },
  { not: 'LAC', say: 'child in our care' },
  { not: 'looked-after child', say: 'child in our care' },
  { not: 'looked after child', say: 'child in our care' },
  { not: 'looked-after children', say: 'children in our care' },
  { not: 'looked after children', say: 'children in our care' },
  { not: 'sibling', say: 'brother or sister' },
  { not: 'siblings', say: 'brothers and sisters' },
  { not: 'abscond', say: 'went missing' },
  { not: 'absconded', say: 'went missing' },
  { not: 'absconding', say: 'going missing' },
  { not: 'truant', say: 'missed school' },
  { not: 'truants', say: 'missed school' },
  { not: 'truancy', say: 'unauthorised absence' },
  { not: 'challenging behaviour', say: 'what happened, what helped' },
  { not: 'NEET', say: 'not in education, work or training' },
  { not: 'birth mother', say: 'mum, or the name' },
  { not: 'did not attend', say: 'was not brought; did not come' },
  { not: 'difficult to place', say: 'we have not found a home yet' },
  { not: 'hard to reach', say: 'we have not met yet' },
  { not: 'service user', say: 'the name' },
  { not: 'service users', say: 'the names, families' },
  { not: 'client', say: 'the name, family' },
  { not: 'clients', say: 'families' },
  { not: 'perpetrator', say: 'the person alleged to have' },
  { not: 'merge', say: 'join' },
  { not: 'merged', say: 'joined' },
  { not: 'merging', say: 'joining' },
  { not: 'master record', say: 'one record' },
  { not: 'golden record', say: 'the record' },
  { not: 'token', say: 'nothing: it is ours' },
  { not: 'sealed', say: 'nothing: it is ours' },
  { not: 'grant', say: 'access' },
  { not: 'grants', say: 'access' },
  { not: 'entry', say: 'note, event, fact', but: /entry code|entry to school|entry year|year of entry/i },
  { not: 'entries', say: 'notes, events, facts' },
  { not: 'blast radius', say: 'who will see it' },
  { not: 'please', say: 'nothing' },
  { not: 'successfully', say: 'nothing' },
  { not: 'invalid', say: 'what is wrong with it' },
  { not: 'oops', say: 'what happened and what still works' },
]

const abbreviations = new Set(['LAC', 'NEET'])

const patterns = bannedWords.map(word => ({
  word,
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}_-])${word.not}(?![\\p{L}\\p{N}_-])`,
    abbreviations.has(word.not) ? 'gu' : 'giu',
  ),
}))

/** One banned word found: the word, what to say, and the words around it. */
export type FoundWord = { not: string; say: string; near: string }

/**
 * The banned words in the visible text of a page or a text: markup, attributes that nobody reads (`name`, `value`,
 * `class`, `href`), scripts and hidden fields are left out; `alt`, `title`, `aria-label` and `placeholder` are read.
 */
export const findBannedWords = (text: string): readonly FoundWord[] => {
  const visible = visibleWords(text)
  return patterns.flatMap(({ word, pattern }) =>
    [...visible.matchAll(pattern)]
      .map(found => ({
        not: word.not,
        say: word.say,
        near: visible.slice(Math.max(0, found.index - 30), found.index + word.not.length + 30).trim(),
      }))
      .filter(found => !word.but?.test(found.near)),
  )
}

const visibleWords = (text: string): string =>
  text
    .replace(/<(script|style)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/gi, ' ')
    .replace(
      /<[a-z][^>]*>/gi,
      tag =>
        ` ${[...tag.matchAll(/\s(?:alt|title|aria-label|placeholder)="([^"]*)"/gi)].map(found => `. ${found[1]} .`).join(' ')} `,
    )
    .replace(/<\/[a-z][^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')

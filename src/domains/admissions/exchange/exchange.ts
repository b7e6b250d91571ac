/**
 * Coordination with other councils (School Admissions (Co-ordination) Regulations 2012; domain.md 1.10). A child's home council makes the one offer; the
 * council that keeps a school puts its applicants in order. What they tell each other are facts of a child and a school that, once told, stay true. A
 * council's ledger is the set of all facts told so far, by itself and by others: facts may come in any order, twice, or in parts, and the same set is
 * come to. Which choice a school is stands in no fact.
 */
export type Fact = {
  /** `wanted`: the child would take a place there now. `no`: the school is full of children before them. After the offers, `free`: a place is there for
   * the child; `left`: the child has a place that the family named higher, or wants it no more, and the place goes back. */
  readonly says: 'wanted' | 'no' | 'free' | 'left'
  /** The home council's own number of the child: nothing of who they are. */
  readonly child: string
  readonly school: string
}
export type Ledger = ReadonlyMap<string, Fact>

/** What one council knows by itself: its residents' choices, and its schools with all who applied there, wherever they live, in order. */
export type Council = {
  readonly children: readonly { readonly id: string; readonly wants: readonly string[] }[]
  readonly schools: readonly { readonly id: string; readonly places: number; readonly order: readonly string[] }[]
}

/** One fact, the same for whoever tells it. */
export const factKey = ({ says, child, school }: Fact): string => JSON.stringify([says, child, school])
/** The ledger with more facts: in whatever order they come, and however often. */
export const withFacts = (ledger: Ledger, facts: Iterable<Fact>): Ledger => {
  const all = new Map(ledger)
  for (const fact of facts) all.set(factKey(fact), fact)
  return all
}
/** What others have not been told yet. */
export const untold = (ledger: Ledger, facts: Iterable<Fact>): Fact[] =>
  [...facts].filter(fact => !ledger.has(factKey(fact)))

const told = (ledger: Ledger, says: Fact['says'], child: string, school: string): boolean =>
  ledger.has(factKey({ says, child, school }))

/** Where a council's residents are: the school that each holds, ours or another council's. */
export type Placed = ReadonlyMap<string, string>
/** What a council says, and where its residents stand by what it has heard so far. */
export type Said = { readonly facts: readonly Fact[]; readonly placed: Placed }

/**
 * Before the offers: what a council says by what it has heard. Its residents ask for the best school that has not refused them, and its schools hold the
 * best of those who asked (applicant-proposing deferred acceptance, as within one council). It says `wanted` of another council's school that a resident
 * asks for, and `no` of another council's child. More heard never takes back what was said, so all orders of messages end alike: where nobody has
 * more to say, in what one run over all councils together gives.
 */
export const exchangeBefore = ({ children, schools }: Council, ledger: Ledger): Said => {
  const own = new Set(children.map(one => one.id))
  const facts: Fact[] = []
  const refused = new Set<string>()
  const key = (child: string, school: string): string => JSON.stringify([child, school])
  const holds = new Map(schools.map(one => [one.id, new Set<string>()]))
  const rank = new Map(schools.map(one => [one.id, new Map(one.order.map((child, i) => [child, i]))]))
  const places = new Map(schools.map(one => [one.id, one.places]))
  /** The school holds the best of whom it has and who asks; gives the child whom it refuses. */
  const ask = (school: string, child: string): string | undefined => {
    const [held, order] = [holds.get(school), rank.get(school)]
    if (!held || !order?.has(child)) return child
    held.add(child)
    if (held.size <= (places.get(school) ?? 0)) return undefined
    const last = [...held].reduce((a, b) => ((order.get(a) ?? 0) > (order.get(b) ?? 0) ? a : b))
    held.delete(last)
    return last
  }
  const refuse = (child: string, school: string): void => {
    refused.add(key(child, school))
    if (!own.has(child)) facts.push({ says: 'no', child, school })
  }
  const asking: [string, string][] = [...ledger.values()]
    .filter(one => one.says === 'wanted' && holds.has(one.school) && !own.has(one.child))
    .map(one => [one.child, one.school])
  const wants = new Map(children.map(one => [one.id, one.wants]))
  const placed = new Map<string, string>()
  const goOn = (child: string): void => {
    placed.delete(child)
    for (const school of wants.get(child) ?? []) {
      if (refused.has(key(child, school))) continue
      if (holds.has(school)) {
        asking.push([child, school])
        return
      }
      facts.push({ says: 'wanted', child, school })
      if (told(ledger, 'no', child, school)) continue
      placed.set(child, school)
      return
    }
  }
  for (const { id } of children) goOn(id)
  for (let next = asking.pop(); next; next = asking.pop()) {
    const [child, school] = next
    if (own.has(child)) placed.set(child, school)
    const loser = ask(school, child)
    if (loser === undefined) continue
    refuse(loser, school)
    if (own.has(loser)) goOn(loser)
  }
  return { facts, placed }
}

/** The places as the offers left them: who holds what at the council's own schools, and where its residents are. */
export type Offered = { readonly placed: Placed; readonly holders: ReadonlyMap<string, readonly string[]> }

/**
 * After the offers: places that become free go down each school's order, and a child who is given a better one leaves what they hold. `declined` are
 * schools that residents want no more. A school says `free` to the next in its order who has not had its place, a child's home says `left` of every school
 * but the best that is theirs. Nobody ever has a worse place than before, and all orders of messages end alike.
 */
export const exchangeAfter = (
  council: Council,
  { placed, holders }: Offered,
  ledger: Ledger,
  declined: ReadonlySet<string> = new Set(),
): Said => {
  let all = ledger
  for (;;) {
    const facts = [...freePlaces(council, holders, all), ...leftPlaces(council, placed, all, declined)]
    const more = untold(all, facts)
    if (more.length === 0)
      return { facts: untold(ledger, all.values()), placed: placesNow(council, placed, all, declined) }
    all = withFacts(all, more)
  }
}

function* freePlaces({ schools }: Council, holders: Offered['holders'], ledger: Ledger): Generator<Fact> {
  for (const { id: school, places, order } of schools) {
    const had = new Set(holders.get(school) ?? [])
    const gone = (child: string): boolean => told(ledger, 'left', child, school)
    for (const child of order) if (told(ledger, 'free', child, school)) had.add(child)
    let free = places - [...had].filter(child => !gone(child)).length
    for (const child of order) {
      if (free <= 0) break
      if (had.has(child) || gone(child)) continue
      yield { says: 'free', child, school }
      free--
    }
  }
}

/** What is a child's to take: what they were offered, and what became free. */
const theirs = (
  child: Council['children'][number],
  placed: Placed,
  ledger: Ledger,
  declined: ReadonlySet<string>,
): string[] =>
  child.wants.filter(
    school =>
      (placed.get(child.id) === school || told(ledger, 'free', child.id, school)) &&
      !declined.has(`${child.id} ${school}`),
  )

function* leftPlaces(
  { children }: Council,
  placed: Placed,
  ledger: Ledger,
  declined: ReadonlySet<string>,
): Generator<Fact> {
  for (const child of children) {
    const [best] = theirs(child, placed, ledger, declined)
    for (const school of child.wants) {
      const isTheirs = placed.get(child.id) === school || told(ledger, 'free', child.id, school)
      if (isTheirs && school !== best) yield { says: 'left', child: child.id, school }
    }
  }
}

const placesNow = ({ children }: Council, placed: Placed, ledger: Ledger, declined: ReadonlySet<string>): Placed =>
  new Map(
    children.flatMap(child => {
      const [best] = theirs(child, placed, ledger, declined)
      return best === undefined ? [] : [[child.id, best] as const]
    }),
  )

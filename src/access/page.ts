import type { Static, TObject } from 'typebox'
import type { Html, PageContent } from '../platform/views/index.ts'
import type { Actor } from './context.ts'
import type { FamilyFrame } from './family.ts'
import type { ChildGrant, CommandGrant, FamilyGrant, Grant } from './grant.ts'
import type { SignedInReader } from './reader.queries.ts'
import type { RecordKind } from './record-kind.ts'
import type { Right } from './roles.ts'

/** What a request brings, parsed and checked: path parameters, query, form fields, uploaded files. Never in an answer's address. */
export type Input<Q extends TObject = TObject, F extends TObject = TObject> = {
  readonly params: Readonly<Record<string, string>>
  readonly query: Static<Q>
  readonly form: Static<F>
  readonly files: readonly Upload[]
  readonly requestId: string
}
export type Upload = {
  readonly field: string
  readonly name: string
  readonly mediaType: string
  readonly path: string
  readonly bytes: number
}

/** What a page's view knows besides its data. */
export type ViewFrame = { readonly reader: SignedInReader; readonly at: Date; readonly csrf: string }

/** What a request is answered with. A redirect carries at most a short word kept on the server, never personal data. */
export type Answer =
  | { readonly page: PageContent; readonly status?: 200 | 400 | 404 | 409 | 422 | 429 }
  | { readonly redirect: string; readonly flash?: string }
  | { readonly fragment: Html }
  | {
      readonly file: {
        readonly name: string
        readonly mediaType: string
        readonly body: AsyncIterable<Uint8Array | string> | Buffer
      }
    }
  /**
   * Server-sent events named by these topics, ids only. With a `state`, made of what this reader may see alone, an announcement is
   * passed on only where the state has changed: that something hidden changed is not for them.
   */
  | { readonly live: readonly string[]; readonly state?: string }

/** A form that goes back with errors changed nothing. */
export const outcomeOf = (answer: Answer): 'done' | 'failed' =>
  'page' in answer && (answer.status ?? 200) >= 400 ? 'failed' : 'done'

type Common = {
  /** Fastify path: '/children/:child/attendance'. `:child` is the record's random address. */
  readonly path: string
  readonly purpose: string
  readonly nav?: string
}
type Kinds = readonly [RecordKind, ...RecordKind[]]
type KindOf<N extends Kinds> = N[number]['kind']
type Shape<Q extends TObject, F extends TObject> = { readonly query?: Q; readonly form?: F; readonly files?: boolean }

/** A page about one child. Without a declared need it does not compile; loading a kind it does not need does not either. */
export type ChildPage<N extends Kinds = Kinds, D = unknown, Q extends TObject = TObject> = Common &
  Shape<Q, TObject> & {
    readonly sort: 'child-page'
    readonly needs: N
    load(grant: ChildGrant<NoInfer<KindOf<N>>>, input: Input<Q>): Promise<D>
    answer(data: D, frame: ViewFrame): Answer
    /** Named states for the gallery and the tests: usual, empty, long names, … */
    readonly examples: Readonly<Record<string, NoInfer<D>>>
  }

/** A page over the reader's own children and work: caseloads, search. Row security is the list's own fence. */
export type ListPage<N extends Kinds = Kinds, D = unknown, Q extends TObject = TObject> = Common &
  Shape<Q, TObject> & {
    readonly sort: 'list-page'
    readonly needs: N
    readonly right?: Right
    load(grant: Grant<NoInfer<KindOf<N>>>, input: Input<Q>): Promise<D>
    answer(data: D, frame: ViewFrame): Answer
    readonly examples: Readonly<Record<string, NoInfer<D>>>
  }

/** A page of a function that is not a child's record: possible duplicates, imports, approvals. A right, and the actor that reads for it. */
export type DeskPage<A extends Actor = Actor, D = unknown, Q extends TObject = TObject> = Common &
  Shape<Q, TObject> & {
    readonly sort: 'desk-page'
    readonly right: Right
    readonly actor: A
    /** Takes rows of many children out as a file: a decision of its own, which asks for a stronger sign-in (`taking-out/`). */
    readonly takesOut?: true
    load(grant: CommandGrant<NoInfer<A>>, input: Input<Q>): Promise<D>
    answer(data: D, frame: ViewFrame): Answer
    readonly examples: Readonly<Record<string, NoInfer<D>>>
  }

/** A page without any child's data: what each role can see, accessibility. Signed in or open to all. */
export type PlainPage<D = unknown> = Common & {
  readonly sort: 'plain-page'
  readonly open: boolean
  load(reader: SignedInReader | undefined, input: Input): Promise<D>
  answer(data: D, frame: ViewFrame | undefined): Answer
  readonly examples: Readonly<Record<string, NoInfer<D>>>
}

/** A change about one child. Decided on what the reader may write, carried out by `recorder`, audited with it. */
export type ChildAction<N extends Kinds = Kinds, F extends TObject = TObject> = Common &
  Shape<TObject, F> & {
    readonly sort: 'child-action'
    /** What is read to decide and to answer. */
    readonly needs: N
    /** The kind that is written: the reader must be able to write its category. Undefined for changes that write no entry. */
    readonly writes: RecordKind | undefined
    /** Who may do it without writing that kind, by what the database knows of them; asked of whoever may not write. Nobody where it is left out. */
    withoutWriting?(grant: ChildGrant<NoInfer<KindOf<N>>>, input: Input<TObject, F>): Promise<boolean>
    readonly right?: Right
    act(command: ChildCommand<NoInfer<KindOf<N>>>, input: Input<TObject, F>): Promise<Answer>
  }
/** The child's grant, and the command that goes on as `recorder` once the rules have said yes. */
export type ChildCommand<K extends string> = {
  readonly grant: ChildGrant<K>
  begin(): Promise<CommandGrant<'recorder'>>
  /**
   * Another child whom the same act concerns, by the random address of their record: decided for them by the same rules, and recorded
   * beside the first. Undefined where the reader may not do it there, whatever the reason.
   */
  also(address: string): Promise<ChildGrant<K> | undefined>
}

/**
 * A change about several of the reader's own children at once: decided for each as a change about that one is, carried out by `recorder`,
 * and audited for each. One who may not be changed ends it for all.
 */
export type ListAction<N extends Kinds = Kinds, F extends TObject = TObject> = Common &
  Shape<TObject, F> & {
    readonly sort: 'list-action'
    readonly needs: N
    /** The kind that is written on each of their records. */
    readonly writes: RecordKind
    readonly right?: Right
    act(command: ListCommand<NoInfer<KindOf<N>>>, input: Input<TObject, F>): Promise<Answer>
  }
/** The grant over the reader's list; `open` decides for one child of it, before `begin`. @throws Refusal where the reader may not write there. */
export type ListCommand<K extends string> = {
  readonly grant: Grant<K>
  open(address: string): Promise<ChildGrant<K>>
  begin(): Promise<CommandGrant<'recorder'>>
}

/** A change by a function: decide a pair, start an import, answer a request. */
export type DeskAction<A extends Actor = Actor, F extends TObject = TObject> = Common &
  Shape<TObject, F> & {
    readonly sort: 'desk-action'
    readonly right: Right | undefined
    readonly actor: A
    /** Is it about a child? Then it is not done before it has said which (`actConcerns`). A test lists those that are about none. */
    readonly concerns?: 'child'
    act(grant: CommandGrant<NoInfer<A>>, input: Input<TObject, F>): Promise<Answer>
  }

/**
 * A form that anybody may send, signed in or not: a worry for a child. It shows nothing of any record, is recorded as every change is, and
 * one network may send so many in ten minutes. Where somebody is signed in, the form is theirs and needs their proof.
 */
export type OpenAction<A extends Actor = Actor, F extends TObject = TObject> = Common &
  Shape<TObject, F> & {
    readonly sort: 'open-action'
    readonly actor: A
    /** What one network may send in ten minutes, and what it reads after that. */
    readonly most: number
    readonly tooMany: { readonly problem: string; readonly fix: string }
    act(grant: CommandGrant<NoInfer<A>>, input: Input<TObject, F>): Promise<Answer>
  }

/** A page of a family's own account, under `/family`: what it typed, and how far that has come. No reader reaches it, and it reaches no record. */
export type FamilyPage<D = unknown> = Common & {
  readonly sort: 'family-page'
  load(grant: FamilyGrant, input: Input): Promise<D>
  answer(data: D, frame: FamilyFrame): Answer
  readonly examples: Readonly<Record<string, NoInfer<D>>>
}

/** A page under `/family` that anybody may read, signed in or not: it is the same but for where it leads. */
export type FamilyOpenPage<D = unknown> = Common & {
  readonly sort: 'family-open-page'
  load(signedIn: boolean): Promise<D>
  answer(data: D, frame: FamilyFrame): Answer
  readonly examples: Readonly<Record<string, NoInfer<D>>>
}

/**
 * A change that a family's account makes: to what it typed itself; as the actor that records, by handing it to people to look at; or as the one
 * that runs admissions, to an offer that its own grant showed it.
 */
export type FamilyAction<F extends TObject = TObject> = Common &
  Shape<TObject, F> & {
    readonly sort: 'family-action'
    act(command: FamilyCommand, input: Input<TObject, F>): Promise<Answer>
  }
export type FamilyCommand = {
  readonly grant: FamilyGrant
  begin(): Promise<CommandGrant<'recorder'>>
  beginAdmissions(): Promise<CommandGrant<'admissions'>>
}

export type FamilyRoute = FamilyPage | FamilyOpenPage | FamilyAction
export type StaffRoute =
  | ChildPage
  | ListPage
  | DeskPage
  | PlainPage
  | ChildAction
  | ListAction
  | DeskAction
  | OpenAction
export type Route = StaffRoute | FamilyRoute

/** Is it one of the families' own? Whoever is signed in as staff is nobody there, and the other way round. */
export const isFamilyRoute = (route: Route): route is FamilyRoute => route.sort.startsWith('family-')

// Each below takes one definition and gives it back typed: it is widened to a route here, once, not in every page.
const widen = <T>(route: unknown): T => route as T

/** Takes a `ChildPage` without its sort, gives its route. */
export const childPage = <const N extends Kinds, D, Q extends TObject = TObject>(
  page: Omit<ChildPage<N, D, Q>, 'sort'>,
): Route & { sort: 'child-page' } => widen({ sort: 'child-page', ...page })

/** Takes a `ListPage` without its sort, gives its route. */
export const listPage = <const N extends Kinds, D, Q extends TObject = TObject>(
  page: Omit<ListPage<N, D, Q>, 'sort'>,
): Route & { sort: 'list-page' } => widen({ sort: 'list-page', ...page })

/** Takes a `DeskPage` without its sort, gives its route. */
export const deskPage = <A extends Actor, D, Q extends TObject = TObject>(
  page: Omit<DeskPage<A, D, Q>, 'sort'>,
): Route & { sort: 'desk-page' } => widen({ sort: 'desk-page', ...page })

/** Takes a `PlainPage` without its sort, gives its route. */
export const plainPage = <D>(page: Omit<PlainPage<D>, 'sort'>): Route & { sort: 'plain-page' } =>
  widen({ sort: 'plain-page', ...page })

/** Takes a `ChildAction` without its sort, gives its route. */
export const childAction = <const N extends Kinds, F extends TObject = TObject>(
  action: Omit<ChildAction<N, F>, 'sort'>,
): Route & { sort: 'child-action' } => widen({ sort: 'child-action', ...action })

/** Takes a `ListAction` without its sort, gives its route. */
export const listAction = <const N extends Kinds, F extends TObject = TObject>(
  action: Omit<ListAction<N, F>, 'sort'>,
): Route & { sort: 'list-action' } => widen({ sort: 'list-action', ...action })

/** Takes a `DeskAction` without its sort, gives its route. */
export const deskAction = <A extends Actor, F extends TObject = TObject>(
  action: Omit<DeskAction<A, F>, 'sort'>,
): Route & { sort: 'desk-action' } => widen({ sort: 'desk-action', ...action })

/** Takes an `OpenAction` without its sort, gives its route. */
export const openAction = <A extends Actor, F extends TObject = TObject>(
  action: Omit<OpenAction<A, F>, 'sort'>,
): Route & { sort: 'open-action' } => widen({ sort: 'open-action', ...action })

/** Takes a `FamilyPage` without its sort, gives its route. */
export const familyPage = <D>(page: Omit<FamilyPage<D>, 'sort'>): Route & { sort: 'family-page' } =>
  widen({ sort: 'family-page', ...page })

/** Takes a `FamilyOpenPage` without its sort, gives its route. */
export const familyOpenPage = <D>(page: Omit<FamilyOpenPage<D>, 'sort'>): Route & { sort: 'family-open-page' } =>
  widen({ sort: 'family-open-page', ...page })

/** Takes a `FamilyAction` without its sort, gives its route. */
export const familyAction = <F extends TObject = TObject>(
  action: Omit<FamilyAction<F>, 'sort'>,
): Route & { sort: 'family-action' } => widen({ sort: 'family-action', ...action })

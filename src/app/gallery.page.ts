import {
  type Answer,
  type FamilyFrame,
  getRole,
  holds,
  isFamilyRoute,
  noMasks,
  plainPage,
  type Right,
  type RoleKey,
  type Route,
  type SignedInReader,
  type ViewFrame,
} from '../access/index.ts'
import { NotFound } from '../kernel/index.ts'
import { type Frame, familyPageDocument, type Html, html, type PageContent, page } from '../platform/views/index.ts'
import { familyNavigation } from './navigation.ts'
import { itemsFor } from './site.ts'

/** One state of one page, with invented people. */
export type GalleryState = {
  readonly page: string
  readonly state: string
  readonly title: string
  readonly route: Shown
  readonly data: unknown
}
type Shown = Extract<Route, { examples: unknown }>

/** The instant at which the gallery stands still, so that its pages are the same every day. */
export const galleryNow = new Date('2026-11-20T10:00:00Z')

const isShown = (route: Route): route is Shown => 'examples' in route
const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'start'

/** Every named state of every page of the list. */
export const galleryStates = (routes: readonly Route[]): GalleryState[] =>
  routes.filter(isShown).flatMap(route =>
    Object.entries(route.examples).map(([title, data]) => ({
      page: slug(route.path),
      state: slug(title),
      title,
      route,
      data,
    })),
  )

/** `/gallery` and each state under it: what every page looks like, without any real child. Not served in production. */
export const galleryPages = (routes: readonly Route[], council: string): readonly Route[] => {
  const states = galleryStates(routes)
  const index = plainPage<undefined>({
    path: '/gallery',
    purpose: 'see every page with invented people',
    open: true,
    load: async () => undefined,
    answer: () => ({ fragment: page({ ...galleryFrame(routes, council, undefined), ...indexContent(states) }) }),
    examples: {},
  })
  const one = plainPage<GalleryState>({
    path: '/gallery/:page/:state',
    purpose: 'see one page with invented people',
    open: true,
    load: async (_reader, { params }) => {
      const found = states.find(s => s.page === params.page && s.state === params.state)
      if (!found) throw new NotFound()
      return found
    },
    answer: state => ({ fragment: stateDocument(routes, council, state) }),
    examples: {},
  })
  return [index, one]
}

const indexContent = (states: readonly GalleryState[]): PageContent => ({
  title: 'Gallery',
  heading: 'Every page, with invented people',
  body: html`${[...new Set(states.map(s => s.route))].map(
    route => html`<h2 class="govuk-heading-m">${route.path}</h2>
<p class="govuk-body">${route.purpose}</p>
<ul class="govuk-list govuk-list--bullet">${states
      .filter(s => s.route === route)
      .map(
        s =>
          html`<li><a class="govuk-link" href="/gallery/${s.page}/${s.state}">${s.title}<span class="govuk-visually-hidden"> (${route.path})</span></a></li>`,
      )}</ul>`,
  )}`,
})

/** A state as a whole document, in the frame that a reader of the page would have. */
export const stateDocument = (routes: readonly Route[], council: string, { route, data }: GalleryState): Html => {
  if (isFamilyRoute(route)) {
    const answer = (route.answer as (data: unknown, frame: FamilyFrame) => Answer)(data, {
      at: galleryNow,
      csrf: 'example',
    })
    return familyPageDocument({ council, csrf: 'example', nav: familyNavigation, ...contentOf(answer) })
  }
  const role = roleOf(route)
  const frame: ViewFrame = { reader: exampleReader(role), at: galleryNow, csrf: 'example' }
  // Each route's data is of its own type; the state was made from the same route's examples.
  const answer = (route.answer as (data: unknown, frame: ViewFrame) => Answer)(data, frame)
  return page({ ...galleryFrame(routes, council, route), ...contentOf(answer) })
}

// Nothing happens to invented people: their pages listen to nobody.
const withoutLive = ({ live: _live, ...content }: PageContent): PageContent => content

const contentOf = (answer: Answer): PageContent => {
  if ('page' in answer) return withoutLive(answer.page)
  if ('fragment' in answer) return { title: 'Part of a page', heading: 'Part of a page', body: answer.fragment }
  const words =
    'redirect' in answer
      ? 'Leads on to another page.'
      : 'file' in answer
        ? 'Gives a file.'
        : 'Tells of changes while it is open.'
  return { title: 'No page of its own', heading: 'No page of its own', body: html`<p class="govuk-body">${words}</p>` }
}

const galleryFrame = (routes: readonly Route[], council: string, route: Shown | undefined): Frame => {
  const { name, role } = exampleReader(route ? roleOf(route) : 'social-worker')
  const nav = itemsFor(routes, role).map(({ text, href }) => ({ text, href, current: href === route?.nav }))
  return {
    council,
    user: { name, role: getRole(role).title, links: [{ text: 'My access', href: '/my-access' }] },
    nav,
    csrf: 'example',
  }
}

const usualRoles: readonly RoleKey[] = [
  'social-worker',
  'clearing-house',
  'team-manager',
  'auditor',
  'information-governance',
]

/** A role that opens the page. */
const roleOf = (route: Shown): RoleKey => {
  const right: Right | undefined = 'right' in route ? route.right : undefined
  return usualRoles.find(role => !right || holds(exampleReader(role), right)) ?? 'social-worker'
}

const exampleReader = (role: RoleKey): SignedInReader => ({
  userId: 1,
  name: 'Priya Raman',
  active: true,
  role,
  roles: [role],
  principals: [1],
  manages: [],
  masks: noMasks,
  csrf: 'example',
})

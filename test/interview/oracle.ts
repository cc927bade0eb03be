/**
 * What an interview comes to, as the expert's tables have it: questions E, R and A, rows D1 to D17. It is written from
 * these tables alone and shares no code with the program, so its numbers are typed here a second time on purpose.
 */
import {
  atLeast,
  barred,
  everyOne,
  has,
  met,
  statesOf,
  subsets,
  yesNo,
  type Company,
  type Exact,
  type Judged,
  type Table,
} from './oracle-table.js'

// —— can we apply ——

const directions = ['inbound', 'callback', 'marketing']
const onlyMarketing = (c: Exact): boolean =>
  has(c, 'call-direction', 'marketing') &&
  !has(c, 'call-direction', 'inbound') &&
  !has(c, 'call-direction', 'callback')
/** D8; users who are mostly abroad (E3) answer E4. */
const isOffshore = (c: Exact): boolean => c['coverage'] === 'overseas' || c['served'] === 'overseas'

const eligibility: Table = {
  domains: {
    business: ['entrusted', 'rental', 'own', 'several'],
    'call-direction': subsets(directions),
    // E3, not known: the province and the nation side by side.
    coverage: ['one-province', 'several-provinces', 'nationwide'],
    served: ['domestic', 'overseas'],
    entity: ['limited', 'joint-stock', 'branch', 'sole-trader', 'partnership', 'other', 'not-registered'],
    'foreign-invested': yesNo,
    'dishonest-list': yesNo,
    premises: yesNo,
    systems: subsets(['call-centre', 'crm', 'security']),
    'technical-plan': yesNo,
    'security-officer': yesNo,
    'consent-kept': yesNo,
    policies: subsets(['service', 'privacy', 'emergency']),
    'access-number': ['prefix-95', 'prefix-96', 'prefix-400', 'landline', 'none'],
    'number-filed': yesNo,
  },
  edges: { capital: [1_000_000, 10_000_000], 'staff-count': [0], seats: [0], 'recording-days': [30] },
  rules: {
    'scope.marketing-calls': { reads: ['call-direction'], state: (c) => met(!onlyMarketing(c)) },
    'company.legal-person': {
      reads: ['entity'],
      state: (c) => met(c['entity'] === 'limited' || c['entity'] === 'joint-stock'),
    },
    'company.dishonest-list': { reads: ['dishonest-list'], state: (c) => met(c['dishonest-list'] === false) },
    'capital.amount': {
      reads: ['coverage', 'served', 'capital'],
      state: (c) =>
        isOffshore(c)
          ? 'not-applicable'
          : met(atLeast(c, 'capital', c['coverage'] === 'one-province' ? 1_000_000 : 10_000_000)),
    },
    'premises.site': { reads: ['premises'], state: (c) => met(c['premises'] === true) },
    'premises.equipment': {
      reads: ['seats', 'systems'],
      state: (c) => met(atLeast(c, 'seats', 1) && has(c, 'systems', 'call-centre')),
    },
    'documents.technical-plan': {
      reads: ['technical-plan'],
      state: (c) => met(c['technical-plan'] === true),
    },
    'staff.technicians': { reads: ['staff-count'], state: (c) => met(atLeast(c, 'staff-count', 1)) },
    'company.foreign': {
      reads: ['foreign-invested'],
      state: (c) => (c['foreign-invested'] === true ? 'authority-decides' : 'not-applicable'),
    },
    'scope.offshore': {
      reads: ['coverage', 'served'],
      state: (c) => (isOffshore(c) ? 'authority-decides' : 'not-applicable'),
    },
    'staff.security-officer': {
      reads: ['security-officer'],
      state: (c) => met(c['security-officer'] === true),
    },
    'numbers.outbound-records': {
      reads: ['call-direction', 'recording-days', 'consent-kept'],
      state: (c) =>
        has(c, 'call-direction', 'callback')
          ? met(atLeast(c, 'recording-days', 30) && c['consent-kept'] === true)
          : 'not-applicable',
    },
    'numbers.filing': {
      reads: ['access-number', 'number-filed'],
      state: (c) => (c['access-number'] === 'none' ? 'not-applicable' : met(c['number-filed'] === true)),
    },
    'policies.privacy': { reads: ['policies'], state: (c) => met(has(c, 'policies', 'privacy')) },
    'policies.emergency': { reads: ['policies'], state: (c) => met(has(c, 'policies', 'emergency')) },
  },
}

/** D2, D4, D5, D6, D11, D12, D13, D14. */
const forApplying = [
  'scope.marketing-calls',
  'company.legal-person',
  'company.dishonest-list',
  'capital.amount',
  'premises.site',
  'premises.equipment',
  'documents.technical-plan',
  'staff.technicians',
]

function licence(c: Exact): string {
  if (onlyMarketing(c)) return 'marketing only'
  if (c['business'] === 'own') return 'own customers'
  if (isOffshore(c)) return 'offshore'
  const which = c['coverage'] === 'one-province' ? 'provincial' : 'national'
  return c['foreign-invested'] === true ? `foreign ${which}` : which
}

export function canApply(company: Company): Judged {
  // E4 is not asked where E3 says abroad.
  const said = company['coverage'] === 'overseas' ? { ...company, served: 'overseas' } : company
  const deciding = ['business', 'call-direction', 'coverage', 'served', 'foreign-invested']
  const all = everyOne(said, deciding, eligibility.domains, eligibility.edges).map(licence)
  const endings = new Set(all)
  return { verdict: mayApply(said, endings), endings, states: statesOf(eligibility, said) }
}

function mayApply(company: Company, endings: ReadonlySet<string>): string {
  const only = endings.size === 1
  if (endings.has('marketing only')) return only ? 'not-supported' : 'cannot-tell'
  if (endings.has('own customers')) return only ? 'not-needed' : 'cannot-tell'
  const { surely, perhaps } = barred(eligibility, company, forApplying)
  if (surely) return 'not-ready'
  const decides = [...endings].filter((one) => one === 'offshore' || one.startsWith('foreign'))
  if (decides.length === endings.size) return 'authority-decides'
  return perhaps || decides.length > 0 ? 'cannot-tell' : 'ready'
}

// —— ready to renew ——

/** Counted from today, so that the licence ends in so many days. */
const goesOn = (c: Exact): boolean => c['will-continue'] === true && c['renewal-submitted'] === false
const asked = (c: Exact, holds: boolean): 'met' | 'unmet' | 'not-applicable' =>
  goesOn(c) ? met(holds) : 'not-applicable'
const some = (c: Exact, name: string): boolean => {
  const options = c[name]
  return Array.isArray(options) && options.length > 0
}
const path = ['will-continue', 'renewal-submitted']

const renewal: Table = {
  domains: {
    'will-continue': yesNo,
    'renewal-submitted': yesNo,
    opened: yesNo,
    'opening-proof': subsets(['contract', 'invoice', 'number-order', 'screenshot']),
    'unfiled-changes': subsets(['name', 'legal-representative', 'shareholders', 'address', 'coverage']),
  },
  edges: { left: [-1, 0, 90, 91, 139, 140, 209, 210] },
  rules: {
    'renewal.when': { reads: [...path, 'left'], state: (c) => asked(c, atLeast(c, 'left', 90)) },
    'renewal.proof-opened': {
      reads: [...path, 'opened', 'opening-proof', 'left'],
      state: (c) => asked(c, c['opened'] === true ? some(c, 'opening-proof') : atLeast(c, 'left', 210)),
    },
    'change.overview': {
      reads: [...path, 'unfiled-changes'],
      state: (c) => asked(c, !some(c, 'unfiled-changes')),
    },
    'renewal.stop': {
      reads: ['will-continue', 'left'],
      state: (c) => (c['will-continue'] === true ? 'not-applicable' : met(atLeast(c, 'left', 90))),
    },
  },
}

function stage(c: Exact): string {
  if (c['will-continue'] === false) return 'stop'
  if (c['renewal-submitted'] === true) return 'submitted'
  const left = Number(c['left'])
  if (left < 0) return 'expired'
  if (left < 90) return 'late'
  if (left === 90) return 'last day'
  return left < 140 ? 'hurry' : 'ample'
}

/** `left`: the days until the licence ends, fewer than none when it has ended. */
export function canRenew(company: Company): Judged {
  const edges = company['left'] === null ? { ...company, left: { lo: -100_000, hi: 100_000 } } : company
  const endings = new Set(everyOne(edges, [...path, 'left'], renewal.domains, renewal.edges).map(stage))
  return { verdict: mayRenew(company, edges), endings, states: statesOf(renewal, edges) }
}

/** In the order of the table; what is not known in front of it may end either way. */
function mayRenew(company: Company, ranged: Company): string {
  if (company['will-continue'] === null) return 'cannot-tell'
  if (company['will-continue'] === false) return 'not-needed'
  if (company['renewal-submitted'] === true) return 'ready'
  if (company['left'] === null) return 'cannot-tell'
  const not = { ...ranged, 'renewal-submitted': false }
  const { surely, perhaps } = barred(renewal, not, [
    'renewal.when',
    'renewal.proof-opened',
    'change.overview',
  ])
  // Where it may have been handed in already, what is missed is missed only perhaps.
  if (surely) return company['renewal-submitted'] === null ? 'cannot-tell' : 'not-ready'
  return perhaps ? 'cannot-tell' : 'ready'
}

// —— annual report ——

const owes = (c: Exact): boolean => c['held-at-year-end'] === true && c['annual-submitted'] === false
const due = ['held-at-year-end', 'annual-submitted']

const annual: Table = {
  domains: {
    'held-at-year-end': yesNo,
    'annual-submitted': yesNo,
    'matches-licence': yesNo,
    'revenue-matches-books': yesNo,
  },
  edges: {},
  rules: {
    'annual.when': {
      reads: [...due, 'month-day'],
      state: (c) => (owes(c) ? met(String(c['month-day']) <= '03-31') : 'not-applicable'),
    },
    'change.name': {
      reads: [...due, 'matches-licence'],
      state: (c) => (owes(c) ? met(c['matches-licence'] === true) : 'not-applicable'),
    },
    'annual.truth': {
      reads: [...due, 'revenue-matches-books'],
      state: (c) => (owes(c) ? met(c['revenue-matches-books'] === true) : 'not-applicable'),
    },
  },
}

function report(c: Exact): string {
  if (c['held-at-year-end'] === false) return 'not due'
  if (c['annual-submitted'] === true) return 'submitted'
  return String(c['month-day']) <= '03-31' ? 'in time' : 'overdue'
}

/** `month-day`: today, as 03-31. */
export function canReport(company: Company): Judged {
  const endings = new Set(everyOne(company, [...due, 'month-day'], annual.domains, annual.edges).map(report))
  return { verdict: mayReport(company, endings), endings, states: statesOf(annual, company) }
}

function mayReport(company: Company, endings: ReadonlySet<string>): string {
  const done = [...endings].filter((one) => one === 'not due' || one === 'submitted')
  if (done.length === endings.size) return 'not-needed'
  if (done.length > 0) return 'cannot-tell'
  if (endings.has('overdue') || company['matches-licence'] === false) return 'not-ready'
  return company['matches-licence'] === null ? 'cannot-tell' : 'ready'
}

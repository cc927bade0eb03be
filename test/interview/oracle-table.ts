/** How the oracle judges: all companies that fit the answers, and what they agree on. It shares no code with the program. */

export type Fact = boolean | number | string | readonly string[]
/** A number of which only the lowest and the highest it may be are known. Money in yuan, days of the calendar by number. */
export interface Between {
  readonly lo: number
  readonly hi: number
}
/** Null: nobody knows. */
export type Said = Fact | Between | null
/** What a company says to the questions, by the program's names for them. */
export type Company = Readonly<Record<string, Said>>
/** One company that it may be. */
export type Exact = Readonly<Record<string, Fact>>

export type State = 'met' | 'unmet' | 'unknown' | 'authority-decides' | 'not-applicable'

export interface Judged {
  readonly verdict: string
  /** All endings there may be. */
  readonly endings: ReadonlySet<string>
  /** What the law asks, by the program's names. */
  readonly states: ReadonlyMap<string, State>
}

/** What an answer may be that is not known, and where numbers turn. */
type Domains = Readonly<Record<string, readonly Fact[]>>
type Edges = Readonly<Record<string, readonly number[]>>

export const yesNo = [true, false]
export const subsets = (of: readonly string[]): readonly (readonly string[])[] =>
  of.reduce<readonly (readonly string[])[]>((all, one) => all.flatMap((set) => [set, [...set, one]]), [[]])

/** Every company that fits the answers, as far as these questions go. */
export function everyOne(
  company: Company,
  reads: readonly string[],
  domains: Domains,
  edges: Edges,
): readonly Exact[] {
  return reads.reduce<readonly Exact[]>(
    (all, name) => {
      const values = possible(company[name] ?? null, domains[name], edges[name] ?? [])
      return all.flatMap((one) => values.map((value) => ({ ...one, [name]: value })))
    },
    [{}],
  )
}

function possible(
  said: Said,
  domain: readonly Fact[] | undefined,
  edges: readonly number[],
): readonly Fact[] {
  if (said === null && domain !== undefined) return domain
  const range = said === null ? { lo: 0, hi: 1e15 } : said
  if (typeof range !== 'object' || !('lo' in range)) return [range]
  const near = edges.flatMap((edge) => [edge - 1, edge, edge + 1])
  return [...new Set([range.lo, range.hi, ...near])].filter((one) => range.lo <= one && one <= range.hi)
}

/** One requirement: the questions it reads, and what it comes to for one company. */
interface Rule {
  readonly reads: readonly string[]
  readonly state: (company: Exact) => Exclude<State, 'unknown'>
}

export const met = (holds: boolean): 'met' | 'unmet' => (holds ? 'met' : 'unmet')
export const has = (company: Exact, name: string, option: string): boolean => {
  const options = company[name]
  return Array.isArray(options) && options.includes(option)
}
export const atLeast = (company: Exact, name: string, least: number): boolean =>
  Number(company[name]) >= least

/** What all companies agree on. */
function agreed<T>(all: readonly T[]): T | undefined {
  const [first] = all
  return all.every((one) => one === first) ? first : undefined
}

export interface Table {
  readonly domains: Domains
  readonly edges: Edges
  readonly rules: Readonly<Record<string, Rule>>
}

export function statesOf({ domains, edges, rules }: Table, company: Company): ReadonlyMap<string, State> {
  return new Map(
    Object.entries(rules).map(([name, { reads, state }]) => [
      name,
      agreed(everyOne(company, reads, domains, edges).map(state)) ?? 'unknown',
    ]),
  )
}

/** Whether something may stand in the way: surely, perhaps, or not at all. */
export function barred({ domains, edges, rules }: Table, company: Company, names: readonly string[]) {
  const unmet = names.map((name) => {
    const rule = rules[name]
    const all = rule === undefined ? [] : everyOne(company, rule.reads, domains, edges).map(rule.state)
    return { every: all.every((one) => one === 'unmet'), some: all.includes('unmet') }
  })
  return { surely: unmet.some(({ every }) => every), perhaps: unmet.some(({ some }) => some) }
}

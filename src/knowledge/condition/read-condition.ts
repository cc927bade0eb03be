import { parse, ParseError, type ASTNode } from '@marcbachmann/cel-js'
import { namedInput, pathOf, unusable, type ConditionFault, type Names } from './names.js'
import type { Condition } from './condition.js'
import { isComparing, readComparison } from './read-comparison.js'

export type ReadCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly faults: readonly ConditionFault[] }

/**
 * A condition from its CEL text, or all that is wrong with it. CEL gives the grammar; of it a condition may use what
 * can be decided by completions: && || ! ?: on yes-no inputs and options, and quantities compared with figures.
 */
export function readCondition(text: string, names: Names): ReadCondition {
  const tree = treeOf(text)
  return 'message' in tree ? { ok: false, faults: [tree] } : truthOf(tree, names)
}

function treeOf(text: string): ASTNode | ConditionFault {
  try {
    return parse(text).ast
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return {
      at: error.range?.start ?? 0,
      message: `条件读不懂（CEL：${error.summary}）`,
      remedy: '照 CEL 的写法改正：&& 并且，|| 或者，! 不，>= 至少，括号要成对',
    }
  }
}

/** A part of a condition that must be true or false. */
function truthOf(node: ASTNode, names: Names): ReadCondition {
  switch (node.op) {
    case '&&':
      return pair('both', node.args, names)
    case '||':
      return pair('either', node.args, names)
    case '!_':
      return together([truthOf(node.args, names)], ([of]) => of && { kind: 'not', of })
    case '?:':
      return together(
        node.args.map((part) => truthOf(part, names)),
        ([test, then, otherwise]) => test && then && otherwise && { kind: 'if', test, then, otherwise },
      )
    case 'id':
    case '.':
      return namedTruth(node, names)
    default:
      return isComparing(node) ? readComparison(node, names) : wrong(unusable(node))
  }
}

function pair(kind: 'both' | 'either', parts: readonly ASTNode[], names: Names): ReadCondition {
  return together(
    parts.map((part) => truthOf(part, names)),
    ([left, right]) => left && right && { kind, left, right },
  )
}

/** All faults of all parts at once; the whole when there are none. */
function together(
  parts: readonly ReadCondition[],
  whole: (conditions: readonly Condition[]) => Condition | undefined,
): ReadCondition {
  const faults = parts.flatMap((part) => (part.ok ? [] : part.faults))
  const condition =
    faults.length > 0 ? undefined : whole(parts.flatMap((part) => (part.ok ? [part.condition] : [])))
  return condition === undefined ? { ok: false, faults } : { ok: true, condition }
}

const wrong = (...faults: readonly ConditionFault[]): ReadCondition => ({ ok: false, faults })

function namedTruth(node: ASTNode, names: Names): ReadCondition {
  const path = pathOf(node)
  if (path === undefined) return wrong(unusable(node))
  const at = node.start
  const said = path.join('.')
  if (path[0] === 'figure' || said === 'today')
    return wrong({
      at,
      message: `${said} 不是“是”或“否”`,
      remedy: '和一个数量比较，例如 capital >= figure.capital.nationwide',
    })
  const found = namedInput(path, at, names)
  if (!found.ok) return wrong(found.fault)
  const { input, option } = found
  if (input.type === 'quantity')
    return wrong({
      at,
      message: `${said} 是数量，不是“是”或“否”`,
      remedy: `和 figures.yaml 的数字比较，例如 ${said} >= figure.编号`,
    })
  if (option !== undefined) return { ok: true, condition: { kind: 'option', input: input.id, option } }
  return { ok: true, condition: { kind: 'yes', input: input.id } }
}

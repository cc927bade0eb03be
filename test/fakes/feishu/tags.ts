import type { World } from './world.js'

const anyTag = /<\/?([a-zA-Z_][\w-]*)([^<>]*)>/g
/** Tags of card markdown that a bot writes itself; whatever else looks like a tag came from somebody's text. */
const ownTags = new Set(['font', 'text_tag', 'br', 'hr'])

/** Tags that the platform would read in this text and that must not be there. An escaped `<` forms none. */
export function tagProblems(world: World, text: string, kind: 'text' | 'markdown'): readonly string[] {
  return [...text.matchAll(anyTag)].flatMap(([tag, name = '', attributes = '']) => {
    if (name.toLowerCase() === 'at') return atProblem(world, tag, attributes)
    return kind === 'text' || ownTags.has(name) ? [] : [`a raw tag: ${tag}`]
  })
}

function atProblem(world: World, tag: string, attributes: string): readonly string[] {
  if (tag.startsWith('</')) return []
  const id = idIn(attributes)
  if (id === 'all') return [`mentions everybody: ${tag}`]
  return id !== undefined && world.people.has(id) ? [] : [`mentions nobody this app knows: ${tag}`]
}

/** Who a text really mentions: open_ids, and `all`. */
export function mentionsIn(text: string): readonly string[] {
  return [...text.matchAll(/<at\b([^<>]*)>/gi)].flatMap(([, attributes = '']) => idIn(attributes) ?? [])
}

/** Mentions as people read them. */
export function shownMentions(world: World, text: string): string {
  return text.replace(/<at\b([^<>]*)>(?:([^<]*)<\/at>)?/gi, (_, attributes: string) => {
    const id = idIn(attributes)
    return id === 'all' ? '@所有人' : `@${world.people.get(id ?? '')?.name ?? '?'}`
  })
}

function idIn(attributes: string): string | undefined {
  return /\b(?:user_id|id|open_id|ids)\s*=\s*["']?([^\s"'/>]+)/i.exec(attributes)?.[1]
}
